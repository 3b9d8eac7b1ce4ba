package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What finds script in pages finds it. */
class MarkupTest {
    private static List<String> harm(String page) {
        return Markup.harm(page, "q47");
    }

    @Test
    void whatBecameMarkupIsFound() {
        assertEquals(List.of("the tag q47"), harm("<p>a<q47>b</p>"));
        assertEquals(List.of("the attribute q47 of p"), harm("<p title=\"a\" q47=\"1\">"));
        assertEquals(List.of("the attribute q47 of img"), harm("<IMG src='x'q47>"));
        assertEquals(List.of("unquoted in title of p"), harm("<p title=q47>"));
        assertEquals(List.of("script in onclick of p"), harm("<p onclick=\"q47()\">"));
        assertEquals(List.of("within script"), harm("<script>let a = \"q47\"</script>"));
        assertEquals(
                List.of("an address that runs script in href of a: java&#10;script:q47"),
                harm("<a href=\"java&#10;script:q47\">"));
        assertEquals(List.of("the tag q47"), harm("<title>a</title><q47></title>"));
        assertEquals(List.of("the tag q47"), harm("<!-- a --><q47>-->"));
    }

    @Test
    void whatStayedTextIsNot() {
        assertEquals(List.of(), harm("<p>&lt;q47> \"q47\" q47=1 < q47</p>"));
        assertEquals(List.of(), harm("<input value=\"&#34;q47='1'<q47>\">"));
        assertEquals(List.of(), harm("<textarea><q47></textarea><!-- <q47> -->"));
        assertEquals(List.of(), harm("<a href=\"/people?q=javascript:q47\">q47</a>"));
    }
}
