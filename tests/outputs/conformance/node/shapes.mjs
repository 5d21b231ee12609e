// rdf-validate-shacl: "SHAPES DATA" says whether the data conforms, and how many violations there are.
import rdf from '@zazuko/env-node'
import SHACLValidator from 'rdf-validate-shacl'

const [shapes, data] = await Promise.all(process.argv.slice(2).map(path => rdf.dataset().import(rdf.fromFile(path))))
const report = await new SHACLValidator(shapes, { factory: rdf }).validate(data)
console.log(`conforms=${report.conforms} violations=${report.results.length}`)
