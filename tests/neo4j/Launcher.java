import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Serves Neo4j until it is killed: the newer line has no entry class of its own. */
public class Launcher {
    public static void main(String[] folders) {
        new DatabaseManagementServiceBuilder(Path.of(folders[0]))
                .loadPropertiesFromFile(Path.of(folders[1]).resolve("neo4j.conf")).build();
    }
}
