// jsonld.js: "CONTEXT QUADS" prints the compacted node, with native types, and below it the quads that it gives back.
import { readFileSync } from 'node:fs'
import jsonld from 'jsonld'

const context = JSON.parse(readFileSync(process.argv[2], 'utf8'))['@context']
const quads = readFileSync(process.argv[3], 'utf8')
const documentLoader = url => { throw new Error(`the network is not needed: ${url}`) }
const expanded = await jsonld.fromRDF(quads, { format: 'application/n-quads', useNativeTypes: true })
const compacted = await jsonld.compact(expanded, context, { documentLoader })
const back = await jsonld.toRDF(compacted, { format: 'application/n-quads', documentLoader })
delete compacted['@context']
console.log(JSON.stringify(compacted))
console.log(back.trim().split('\n').sort().join('\n'))
