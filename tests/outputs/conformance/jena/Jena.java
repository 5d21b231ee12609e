import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.*;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;

/** Jena: "conforms SHAPES DATA" says whether and how many violations, "ask QUERY DATA" prints the rows. */
public class Jena {
    public static void main(String[] given) throws Exception {
        Graph data = RDFDataMgr.loadGraph(given[2]);
        if (given[0].equals("conforms")) {
            ValidationReport report = ShaclValidator.get().validate(Shapes.parse(RDFDataMgr.loadGraph(given[1])), data);
            System.out.printf("conforms=%b violations=%d%n", report.conforms(), report.getEntries().size());
            return;
        }
        try (QueryExecution asked = QueryExecutionFactory.create(
                Files.readString(Path.of(given[1])), ModelFactory.createModelForGraph(data))) {
            asked.execSelect().forEachRemaining(row -> System.out.println(row.getLiteral("pledge").getLexicalForm()));
        }
    }
}
