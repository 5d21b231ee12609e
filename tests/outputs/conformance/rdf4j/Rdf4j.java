import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.sail.memory.MemoryStore;

/** RDF4J: "QUERY DATA" prints the rows. */
public class Rdf4j {
    public static void main(String[] given) throws Exception {
        SailRepository repository = new SailRepository(new MemoryStore());
        try (RepositoryConnection connection = repository.getConnection()) {
            connection.add(new File(given[1]), RDFFormat.TURTLE);
            try (var rows = connection.prepareTupleQuery(Files.readString(Path.of(given[0]))).evaluate()) {
                rows.forEach(row -> System.out.println(row.getValue("pledge").stringValue()));
            }
        }
        repository.shutDown();
    }
}
