"""Header words: those that columns of such sheets have in their names, and no person."""

from __future__ import annotations

HEADER_WORDS = frozenset(
    """
    a abroad accepted access accord accueil achieved achievement achievements acogida acteur
    acteurs action actions active actividad activite activities activity actor actual
    actualizacion acuerdo added additional address addresses adm adm1 adm2 adm3 admin admin1
    admin2 adresse adresses adults age agencies agency aggregate agreed alcance all allocated
    allocation also ambassador ambito amount amounts and annee annonce announced announcement
    annual ano answer answers any apatridas apatrides apellido apellidos apoyado apoyo apparie
    approval approved appui area areas arrangement as asile asilo asociados assisted asy asylum at
    attachment attachments atteintes audience auteur author autor autre autres avancement avances
    avec average background bailleur balance base based baseline basis begin beneficiaire
    beneficiaires beneficiaries beneficiario beneficiarios beneficiary besoin besoins blank boys
    budget by called camp canal cantidad cargo cases categoria categorie categories category cause
    cell chairs challenge challenges channel check checked checking chef chf chiffre children
    cible ciblee ciblees city class classification climate closed cluster co coa code codes codigo
    color colour column columns comentario comentarios comment commentaire commentaires comments
    commitment committed communaute commune community compact completed compromete compromiso
    comunidad con concern conference confidential conjoints contact contacto contactos contacts
    content contenu context contribucion contribution coo core correo correos cosponsors cost
    costs count countries country countryasylumcode countryorigincode counts courriel courriels
    cout couverts covered created crise crisis cubiertos currency current d data date dates day de
    deadline debut definition defis del delay deleted demande demandeurs depart departamento
    departement department deplaces depot depuis des desafios descripcion description desde desk
    desplazados destination details detalle devise different difficultes dificultades direccion
    disability disbursed displaced district divisa division document documents domaine donante
    donateur donor donors draft du due duration e each echeance education ejecucion el electronico
    email emergency emparejado empty en encountered end ended energy engage engagement enlace
    entered entidad entite entity entry envio estado estimate estimated et etapa etape etat
    etendue eur evenement event evento events evidence execution expected expenditure explanation
    exported extent external extra fact facts false families family fase fax fecha female field
    fields figure figures file files fin final finalizacion finance financial first flag focal
    focus folder follow fonction food for forecast form forms foro forum forums fr frequency from
    fu fuente full fund funded funding funds further gap gaps gcr gender general geo geographic
    girls given global goal goals good governance government grant grants grf group groupe groups
    has hasta heading headline health high hlom host hosting households hst hxl id identifiant
    identificador identifier idioma idp idps idpss ids if impact implementacion implementador
    implementadores implementation implementing importe imported in inactive incl index indicador
    indicateur indicateurs indicator indicators individuals info information inicio institutional
    interesadas internal internally international interne internes interno internos intervention
    intitule into is iso iso3 iso3coa iso3coo issue issues job joint jour jumele jusqu key keyword
    keywords kind kinds known l la label labels language langue large last latitude launched law
    le lead leads legal lesson lessons level levels lien lieu like line linea link linked links
    list lists livelihood livelihoods loan loans local localite location longitude low lugar made
    mail mails main male mandate match matched matching material measure measures medium meeting
    meetings mega member members membre men menages mesure meta middle miembro minister ministry
    mise mobile mobiles modalidad modality mode modified moneda monnaie montant month months monto
    more moughataa movil msp multi multipartite multiples multistakeholder municipality municipio
    n name named names national nationality naturalisation nature necesarios necesidades necesita
    necessaires need needed needs new next niveau nivel no nom nombre nombres noms none not nota
    notas note notes nr num number numbers numero objectif objective objetivo observaciones
    observation observations obstacles oeuvre of office officer officers official oip old on
    ongoing ooc open or order org organisation organisme organismo organizacion organization
    origen origin origine other others otro otros outcome outcomes output outputs overdue overview
    pacte pacto page pais paises papel par partenaire partenaires partes partner partners
    partnership pays pcode pending people per percent percentage period person persona personas
    personne personnes persons phone phones place plan planned plans plataforma plateforme
    platform plazo pledge pledged pledger pledgers pledges pledging poblacion point points policy
    population por position practice practices prefecture prenom prenoms prepared presenta
    presentacion presentado previous price primary prioridad priorite priority private program
    programa programme progres progreso progress project projects projet promis proof protection
    provider province provincia proyecto public publication published punto puntos quality
    quantity quarter que question questions qui rank rapatries rate ratio rdp reached realises
    reason reasons received recipient record records recursos ref reference references referencia
    refugee refugees refugiados refugie refugies region regional regions rejected remaining remark
    remarks remarque remarques report reported reporter reporting reports requested required
    resettlement residence resources responsable responsables response responses responsible
    ressources result results ret retornados retos return returned returnee review reviewed
    reviewer risk risks rol role row rows s salutation same sante scope score se secondary secteur
    section sector seekers seeking seen seguimiento serial settlement sex share shared sheet
    shelter signatory signature signed since site situacion situation situations size skype small
    socio socios solicitado solicitante solicitantes somme soumettante soumis soumission
    soumissionnaire source sources sous soutenu specific spent sponsor sponsors sta stade stage
    stage2 stakeholder standing start started state stateless states status statut step steps
    strategy sub submission submitted submitter submitting suivi sum summary support supported
    supporter supporting sur surname survey table tag tags target targeted targets task tasks tbd
    team technical tel telefono telefonos telephone telephones tema tematica tematico temp
    territoire territory test text texte texto than the thematic thematique theme themes this
    through time tipo title titles titre titulo to todo topic total totals touchees town true type
    types under unfunded unhcr unidad unit unite units unknown until unused up update updated url
    usd valeur validated validation value values venezuelans verification verified version via
    village visees visible was water web website week what whatsapp when where wilaya with
    withdrawn without women y year yearly yes youth zone œuvre
    """.split()
)
"""Folded, in English, French and Spanish. Accents do not matter."""
