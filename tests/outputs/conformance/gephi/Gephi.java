import java.io.File;
import org.gephi.graph.api.*;
import org.gephi.io.importer.api.*;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.*;
import org.openide.util.Lookup;

/** What Gephi reads of a GraphML or GEXF file: nodes, edges (parallel ones merged), weights added up, nodes with a label. */
public class Gephi {
    public static void main(String[] given) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(given[0]));
        container.getLoader().setEdgeDefault(EdgeDirectionDefault.DIRECTED);
        container.getLoader().setAutoScale(false);
        for (Issue issue : container.getReport().getIssuesList(1000)) {
            System.err.println(issue.getLevel() + " " + issue.getMessage());
        }
        importer.process(container, new DefaultProcessor(), workspace);
        Graph graph = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace).getGraph();
        double weights = 0;
        int labelled = 0, named = 0;
        for (Edge edge : graph.getEdges()) {
            weights += edge.getWeight();
            labelled += edge.getLabel() == null || edge.getLabel().isEmpty() ? 0 : 1;
        }
        for (Node node : graph.getNodes()) {
            named += node.getLabel() == null || node.getLabel().isEmpty() ? 0 : 1;
        }
        // Of a picture also its places and colours, as sums that differ when one differs
        double across = 0, down = 0;
        long red = 0;
        for (Node node : graph.getNodes()) {
            across += node.x() * (1 + node.getLabel().length());
            down += node.y() * (1 + node.getLabel().length());
            red += Math.round(node.r() * 255);
        }
        System.out.printf("across=%.0f down=%.0f red=%d%n", across, down, red);
        System.out.printf("nodes=%d edges=%d weights=%.0f labelled=%d named=%d%n",
            graph.getNodeCount(), graph.getEdgeCount(), weights, labelled, named);
    }
}
