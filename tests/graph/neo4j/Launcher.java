import java.nio.file.Path;

/**
 * Serves Neo4j until it is killed: the newer line has no entry class of its own. By name, so that an older compiler
 * than the jars were made with can read this.
 */
public class Launcher {
    public static void main(String[] folders) throws Exception {
        var builder = Class.forName("org.neo4j.dbms.api.DatabaseManagementServiceBuilder");
        var made = builder.getConstructor(Path.class).newInstance(Path.of(folders[0]));
        var conf = Path.of(folders[1]).resolve("neo4j.conf");
        builder.getMethod("build").invoke(builder.getMethod("loadPropertiesFromFile", Path.class).invoke(made, conf));
    }
}
