import org.apache.tinkerpop.gremlin.structure.io.IoCore;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph;

/** What TinkerPop reads of a GraphML file. */
public class TinkerPop {
    public static void main(String[] given) throws Exception {
        TinkerGraph graph = TinkerGraph.open();
        graph.io(IoCore.graphml()).readGraph(given[0]);
        System.out.printf("nodes=%d edges=%d labels=%s kinds=%s%n",
            graph.traversal().V().count().next(), graph.traversal().E().count().next(),
            graph.traversal().E().label().dedup().order().toList(), graph.traversal().V().label().dedup().order().toList());
    }
}
