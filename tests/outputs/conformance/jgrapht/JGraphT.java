import java.io.File;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jgrapht.util.SupplierUtil;

/** What JGraphT reads of a GraphML file, after it has checked the file by the schema of GraphML. */
public class JGraphT {
    public static void main(String[] given) throws Exception {
        Graph<String, DefaultEdge> graph = new DirectedPseudograph<>(
            SupplierUtil.createStringSupplier(), SupplierUtil.DEFAULT_EDGE_SUPPLIER, false);
        GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
        importer.setSchemaValidation(true);
        importer.importGraph(graph, new File(given[0]));
        System.out.printf("nodes=%d edges=%d%n", graph.vertexSet().size(), graph.edgeSet().size());
    }
}
