// Prints what of an ontology is outside OWL 2 DL, a line each, sorted; nothing where all is within.
import java.io.File;
import java.util.TreeSet;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

public class Owl {
  public static void main(String[] arguments) throws Exception {
    var manager = OWLManager.createOWLOntologyManager();
    OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(arguments[0]));
    var lines = new TreeSet<String>();
    for (OWLProfileViolation each : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
      lines.add(each.getClass().getSimpleName() + " " + each.getExpression());
    }
    lines.forEach(System.out::println);
  }
}
