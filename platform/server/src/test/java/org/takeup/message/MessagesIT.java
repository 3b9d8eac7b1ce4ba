package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.message.format.Format;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** The words of a step over HTTP: variants, formats, and what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesIT {
    @AutoClose
    private final MessageDesk desk = new MessageDesk();

    @BeforeEach
    void aPlan() {
        desk.in(Placement.POOLED);
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void theMostSpecificVariantReachesEachRecipientAndTheRestFallsBack(Placement placement) {
        desk.in(placement);
        MessageDesk.json(desk.save(
                "default",
                "{{programme}}: hello {{person.firstName|you}}",
                "Hello {{person.firstName}},\n\nplease come."));
        MessageDesk.json(desk.save("de", "Hallo", "Hallo {{person.firstName}}, bitte kommen."));
        JsonNode saved = MessageDesk.json(
                desk.save(desk.sales, "For Sales", "Ask {{manager.name}} about **it**: [here]({{link}})."));
        assertEquals(3, saved.get("variants").size());

        JsonNode ann = desk.format("mail", "?person=" + desk.personId("ann"));
        assertEquals(desk.sales, ann.get("variant").asText());
        assertTrue(ann.get("content").asText().contains("Ask Bea Boss about <strong>it</strong>"), ann.toString());
        JsonNode boss = desk.format("mail", "?person=" + desk.personId("boss"));
        assertTrue(boss.get("text").asText().contains("Ask your manager about it"), boss.toString());
        assertEquals(List.of("link", "manager.name"), boss.get("missing").findValuesAsText("variable"));

        JsonNode nobody = desk.format("mail", "");
        assertEquals("default", nobody.get("variant").asText());
        assertTrue(nobody.get("text").asText().startsWith("Hello,"), nobody.toString());
        JsonNode annDefault = desk.format("mail", "?variant=default&person=" + desk.personId("ann"));
        assertTrue(annDefault.get("content").asText().contains("Hello Ann,"), annDefault.toString());
        assertFalse(annDefault.get("content").asText().contains("<b>"), "a name is no markup");
        for (Format each : Format.values()) {
            assertEquals(
                    desk.sales,
                    desk.format(each.key(), "?person=" + desk.personId("ann"))
                            .get("variant")
                            .asText());
        }

        JsonNode gone = MessageDesk.json(
                desk.api("DELETE", desk.words() + "/variants/" + desk.sales, "", MessageDesk.tag(desk.message())));
        assertEquals(2, gone.get("variants").size());
        assertEquals(
                "default",
                desk.format("sms", "?person=" + desk.personId("ann"))
                        .get("variant")
                        .asText());
        assertEquals(
                404,
                desk.api("DELETE", desk.words() + "/variants/" + desk.sales, "", MessageDesk.tag(desk.message()))
                        .statusCode());
        assertEquals(
                409,
                desk.api("DELETE", desk.words() + "/variants/default", "", MessageDesk.tag(desk.message()))
                        .statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{constructor}}", "{{#each x}}a{{/each}}", "a <b>b</b>", "[x](javascript:alert(1))", "a\u202eb"
            })
    void whatIsNoTextIsRefusedWithItsPlaceAndNothingIsKept(String text) {
        JsonNode before = desk.message();
        var refused = desk.save("de", "Fine", "One line\n" + text);
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("Line 2, column "), refused.body());
        if (!text.startsWith("[")) {
            // A subject has no links, so brackets are just brackets in it.
            assertEquals(422, desk.save("default", text, "Fine").statusCode());
        }
        assertEquals(before, desk.message());
        assertEquals(
                422,
                desk.api("PUT", desk.words() + "/details", "{\"link\":\"http://x.example\"}", MessageDesk.tag(before))
                        .statusCode());
    }

    @Attack(
            value = "templates that work something out: constructors, loops, sections, tags, links that run script",
            kind = Kind.OTHER,
            threats = "E4",
            at = "words of a plan's step")
    @BothPlacements
    void noTemplateWorksAnythingOut(Placement placement) {
        desk.in(placement);
        JsonNode before = desk.message();
        for (String text : List.of(
                "{{constructor}}",
                "{{constructor.constructor('return this')()}}",
                "{{__proto__}}",
                "{{person.firstName.constructor}}",
                "{{#with person}}x{{/with}}",
                "{{^person}}x{{/person}}",
                "{{&person.name}}",
                "{{{person.name}}}",
                "${7*7}",
                "#{7*7}",
                "{%for a in b%}",
                "<%= 7*7 %>",
                "<script>alert(1)</script>",
                "[x](javascript:alert(1))",
                "[x](data:text/html,x)",
                "[x](https://bank.example@evil.example/)")) {
            var refused = desk.save("de", "Fine", text);
            assertEquals(422, refused.statusCode(), text);
            assertTrue(refused.body().contains("Line 1, column "), refused.body());
        }
        assertEquals(before, desk.message());
    }

    @Test
    void ofTwoWritersOneIsToldAndAVersionIsNeeded() {
        String etag = MessageDesk.tag(desk.message());
        String body = "{\"subject\":\"Hallo\",\"words\":\"Komm mit.\"}";
        assertEquals(
                428, desk.api("PUT", desk.words() + "/variants/de", body, "").statusCode());
        assertEquals(
                200, desk.api("PUT", desk.words() + "/variants/de", body, etag).statusCode());
        assertEquals(
                412, desk.api("PUT", desk.words() + "/variants/de", body, etag).statusCode());
        assertEquals(
                412,
                desk.api("PUT", desk.words() + "/variants/default", body, etag).statusCode());
        assertEquals(
                404,
                desk.api("GET", desk.words().replace(desk.step, "0".repeat(24)), "", "")
                        .statusCode());
    }

    @Test
    void thePageWritesChecksShowsAndDownloadsWithoutScript() {
        String home = desk.base + desk.words();
        String page = desk.admin.get(home).body();
        assertTrue(page.contains("How it reads") && page.contains("LIX (Björnsson 1968)"), page);
        String version = MessageDesk.tag(desk.message()).replace("\"", "");
        var refused = desk.admin.submit(
                home,
                home,
                Map.of(
                        "version",
                        version,
                        "subject",
                        "Kept \"subject\"",
                        "words",
                        "Typed and kept {{oops}}",
                        "language",
                        "de",
                        "variant",
                        "new"));
        assertEquals(422, refused.statusCode());
        assertTrue(
                refused.body().contains("Typed and kept {{oops}}")
                        && refused.body().contains("Kept &#34;subject&#34;")
                        && refused.body().contains("Line 1, column 16"),
                refused.body());
        var saved = desk.admin.submit(
                home, home, Map.of("version", version, "subject", "Hallo", "words", "Komm mit.", "language", "de"));
        assertEquals(303, saved.statusCode(), saved.body());
        assertEquals(
                home + "?variant=de", saved.headers().firstValue("location").orElseThrow());
        var stale = desk.admin.submit(
                home, home, Map.of("version", version, "subject", "Hallo", "words", "Verloren?", "language", "de"));
        assertEquals(412, stale.statusCode());
        assertTrue(stale.body().contains("Verloren?"), "nothing typed is lost");

        String found = desk.admin.get(home + "?q=bea").body();
        assertTrue(found.contains("?person=" + desk.personId("boss")), found);
        assertTrue(desk.admin.get(home + "?q=nobody+here").body().contains("Nobody is called that"));
        String asBoss =
                desk.admin.get(home + "?person=" + desk.personId("boss")).body();
        assertTrue(asBoss.contains("As <strong>Bea Boss</strong>"), asBoss);
        assertEquals(200, desk.admin.get(home + "?variant=new").statusCode());
        assertEquals(404, desk.admin.get(home + "?variant=xx").statusCode());

        for (Format format : Format.values()) {
            var preview = desk.admin.get(home + "/preview/" + format.key() + "?person=" + desk.personId("ann"));
            assertEquals(200, preview.statusCode(), format.key());
            String policy =
                    preview.headers().firstValue("content-security-policy").orElseThrow();
            assertTrue(policy.contains("sandbox") && !policy.contains("script-src"), policy);
            assertEquals(
                    "SAMEORIGIN",
                    preview.headers().firstValue("x-frame-options").orElseThrow());
            SheetPicture.looksLike(
                    desk.admin, home + "/pictures/" + format.key() + "?person=" + desk.personId("ann"), format);
            var file = desk.admin.get(home + "/files/" + format.key());
            assertEquals(200, file.statusCode());
            assertEquals(
                    "attachment; filename=\"" + format.key() + "." + format.ending() + "\"",
                    file.headers().firstValue("content-disposition").orElseThrow());
            assertEquals(
                    format.mediaType(),
                    file.headers().firstValue("content-type").orElseThrow());
        }
        assertTrue(desk.admin
                .get(home)
                .headers()
                .firstValue("content-security-policy")
                .orElseThrow()
                .contains("frame-src 'self'"));
        assertEquals(404, desk.admin.get(home + "/preview/fax").statusCode());
        assertEquals(404, desk.admin.get(home + "/pictures/fax").statusCode());
        assertTrue(asBoss.contains("alt=\"Poster as it looks. "), asBoss);
        assertTrue(asBoss.contains("What stands on it: Talking points"), asBoss);
        assertEquals(
                403,
                desk.platform.signedIn(desk.workspace, Role.MANAGER).get(home).statusCode());
        var removed = desk.admin.submit(
                home + "?variant=de",
                home + "/removal",
                Map.of("version", MessageDesk.tag(desk.message()).replace("\"", ""), "variant", "de"));
        assertEquals(303, removed.statusCode(), removed.body());
    }
}
