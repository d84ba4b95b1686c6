package org.belltower.voicexml.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.markup.MarkupReader;
import org.belltower.voicexml.markup.Position;
import org.junit.jupiter.api.Test;

/** What leads where, of each kind, and that it can be drawn. */
class GraphBuilderTest {
    private static SourceDocument document(String body) {
        String text = "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\">" + body + "</vxml>";
        if (!(new MarkupReader().read(Content.of(text), "a.vxml") instanceof MarkupReader.Outcome.Read(var root))) {
            throw new AssertionError("not well-formed: " + text);
        }
        return new SourceDocument("a.vxml", URI.create("file:///app/a.vxml"), root);
    }

    private static DialogGraph graph(String body) {
        SourceDocument document = document(body);
        return GraphBuilder.of(
                new SourceApplication(List.of(document), Optional.of(document.uri())), id -> Optional.of("文字 " + id));
    }

    private static List<String> edges(DialogGraph graph) {
        return graph.edges().stream()
                .map(edge -> edge.kind().word() + " " + edge.from().replaceAll("@.*", "") + " -> "
                        + edge.to().replaceAll("@.*", "")
                        + (edge.label().isEmpty() ? "" : " [" + edge.label() + "]"))
                .toList();
    }

    @Test
    void everyKindOfWayIsFound() {
        assertThat(edges(graph("<link dtmf=\"0\" next=\"#f\"/><catch event=\"lost\"><exit/></catch>"
                        + "<menu id=\"m\"><choice dtmf=\"1\" next=\"#f\">one</choice></menu>"
                        + "<form id=\"f\"><field name=\"x\"><filled><if cond=\"x == 1\"><goto next=\"#m\"/>"
                        + "<else/><throw event=\"lost\"/></if></filled></field>"
                        + "<subdialog name=\"s\" src=\"#g\"/><block name=\"b\"><disconnect/></block></form>"
                        + "<form id=\"g\"><block name=\"r\"><return/></block></form>")))
                .containsExactlyInAnyOrder(
                        "link a.vxml/link -> a.vxml#f [key 0]",
                        "exit a.vxml/catch -> end:exit",
                        "choice a.vxml#m/choice -> a.vxml#f [key 1 one]",
                        "goto a.vxml#f/x -> a.vxml#m [x == 1]",
                        "throw a.vxml#f/x -> a.vxml/catch [else]",
                        "subdialog a.vxml#f/s -> a.vxml#g",
                        "disconnect a.vxml#f/b -> end:disconnect",
                        "return a.vxml#g/r -> a.vxml#f/s");
    }

    @Test
    void missingDialogIsUnresolvedWithItsPlace() {
        assertThat(graph("<form><block><goto next=\"#x\"/></block></form>").unresolved())
                .singleElement()
                .satisfies(missing -> {
                    assertThat(missing.reference()).isEqualTo("#x");
                    assertThat(missing.missing()).isEqualTo(new Unresolved.Missing.Dialog("x"));
                    assertThat(missing.at().file()).isEqualTo("a.vxml");
                });
    }

    @Test
    void drawingHasEveryWayAndTheWordsOfPromptsAndIsXml() {
        DialogGraph graph = graph("<form id=\"f\"><block name=\"b\"><prompt><audio src=\"prompt:p\"/></prompt>"
                + "<if cond=\"a &lt; b\"><goto next=\"#f\"/><else/><exit/></if></block></form>");

        String svg = GraphDrawing.svg(graph);

        assertThat(svg).contains("文字 p", "goto if a &lt; b");
        assertThat(svg.split("<path d=\"M[0-9.]+,[0-9.]+ C", -1))
                .hasSize(graph.edges().size() + 1);
        assertThat(new MarkupReader().read(Content.of(svg), "svg")).isInstanceOf(MarkupReader.Outcome.Read.class);
    }

    @Test
    void whatIsMissingOrUnreadableIsMarkedInTheGraphAndTheDrawing() {
        DialogGraph good = graph("<form id=\"f\"><block name=\"b\"><goto next=\"#x\"/><goto next=\"gone.vxml\"/>"
                + "<goto nextitem=\"i\"/></block></form>");
        assertThat(edges(good))
                .containsExactlyInAnyOrder(
                        "goto a.vxml#f/b -> missing:a.vxml#x",
                        "goto a.vxml#f/b -> missing:gone.vxml",
                        "goto a.vxml#f/b -> missing:a.vxml#f/i");
        assertThat(good.nodes().stream().filter(node -> node.kind() == NodeKind.MISSING))
                .hasSize(3);
        assertThat(good.unresolved()).hasSize(3);
        assertThat(GraphDrawing.svg(good)).contains("✗ gone.vxml", "is not there");

        SourceDocument a = document("<form id=\"f\"><block name=\"b\"><goto next=\"bad.vxml\"/></block></form>");
        var bad = new UnreadableDocument(
                "bad.vxml",
                URI.create("file:///app/bad.vxml"),
                DocumentError.error(new Position("bad.vxml", 7, 3), "not well-formed XML", "XML 1.0", "correct it"));
        DialogGraph broken = GraphBuilder.of(
                new SourceApplication(List.of(a), List.of(bad), Optional.of(a.uri())), id -> Optional.empty());
        assertThat(edges(broken)).containsExactly("goto a.vxml#f/b -> bad.vxml");
        assertThat(broken.unresolved()).isEmpty();
        assertThat(broken.node("bad.vxml").orElseThrow().kind()).isEqualTo(NodeKind.UNREADABLE);
        assertThat(broken.node("bad.vxml").orElseThrow().line()).isEqualTo(7);
        assertThat(GraphDrawing.svg(broken)).contains("✗ bad.vxml", "not well-formed XML");
    }
}
