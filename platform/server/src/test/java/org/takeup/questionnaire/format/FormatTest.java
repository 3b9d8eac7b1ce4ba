package org.takeup.questionnaire.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.survey.Item;
import org.takeup.questionnaire.OwnQuestionnaire;
import org.takeup.questionnaire.Use;

class FormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 500)
    void whatIsWrittenIsReadBackTheSame(@ForAll long seed) throws Exception {
        OwnQuestionnaire own = RandomQuestionnaires.any(seed);
        assertEquals(own, QuestionnaireReader.draft(QuestionnaireWriter.yaml(own)));
        assertEquals(own, QuestionnaireReader.draft(JSON.writeValueAsString(QuestionnaireWriter.tree(own))));
    }

    @Property(tries = 50)
    void whatIsWrittenFitsThePublishedSchema(@ForAll long seed) throws Exception {
        OwnQuestionnaire own = RandomQuestionnaires.any(seed);
        assertEquals(List.of(), faults(JSON.writeValueAsString(QuestionnaireWriter.tree(own))));
    }

    @Test
    void theGuidesExampleHasAllKindsAndCanBeAsked() throws Exception {
        OwnQuestionnaire own = QuestionnaireReader.read(RandomQuestionnaires.example());
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        own.asked().items().map(Kind::of).forEach(kinds::add);
        assertEquals(EnumSet.allOf(Kind.class), kinds);
        assertEquals(own, QuestionnaireReader.read(QuestionnaireWriter.yaml(own)));
        assertEquals(List.of(), faults(JSON.writeValueAsString(QuestionnaireWriter.tree(own))));
        assertEquals(4, own.scoring().scales().getFirst().items().size());
        assertTrue(own.asked().item("ready").orElseThrow() instanceof Item.Slider);
    }

    @Test
    void everyMistakeIsSaidAtOnceWithItsLine() {
        List<Fault> faults = faultsOf("""
                format: takeup-questionnaire/1
                title: A title
                purpose: A purpose
                minutes: soon
                languages: [en]
                pages:
                  - id: Start
                    title: Page
                    items:
                      - id: a
                        kind: singel
                        text: A question
                      - id: b
                        kind: single
                        text: {fr: Une question}
                        choices: []
                      - id: c
                        kind: text
                        text: A question
                        mostCharacters: 5000
                        colour: red
                """);
        assertEquals(
                List.of(4, 7, 11, 15, 15, 16, 20, 21),
                faults.stream().map(Fault::line).toList());
        assertTrue(faults.stream()
                .anyMatch(fault -> fault.line() == 21 && fault.reason().contains("'colour'")));
        assertTrue(faults.stream().anyMatch(fault -> fault.reason().contains("'singel' is no kind of question")));
    }

    @Test
    void aConditionMayLookAtEarlierPagesOnlyAndADraftMayHaveALooseOne() throws Exception {
        String text = """
                format: takeup-questionnaire/1
                title: A title
                purpose: A purpose
                minutes: 1
                languages: [en]
                pages:
                  - id: one
                    title: Page
                    items:
                      - id: a
                        kind: text
                        text: A question
                        showIf: {item: b, answered: true}
                      - id: b
                        kind: text
                        text: Also {gone}
                """;
        List<Fault> faults = faultsOf(text);
        assertEquals(2, faults.size(), faults::toString);
        assertEquals(10, faults.getFirst().line());
        assertEquals(2, QuestionnaireReader.draft(text).asked().items().count());
    }

    private static String withUses(String uses) {
        return """
                format: takeup-questionnaire/1
                title: A title
                purpose: A purpose
                minutes: 1
                languages: [en]
                %s
                pages:
                  - id: p
                    title: Page
                    items:
                      - {id: a, kind: likert, text: All is set., points: ["No", "Yes"]}
                scales:
                  - {id: ready, name: Set, meaning: All is set., items: [a]}
                """.formatted(uses);
    }

    @Test
    void whatResultsAreUsedForIsSaidAndIsNothingIfItIsLeftOut() throws Exception {
        assertEquals(Set.of(), QuestionnaireReader.read(withUses("")).uses());
        assertEquals(Set.of(), QuestionnaireReader.read(withUses("uses: []")).uses());
        OwnQuestionnaire own = QuestionnaireReader.read(withUses("uses: [readiness]"));
        assertEquals(Set.of(Use.READINESS), own.uses());
        assertEquals(own, QuestionnaireReader.read(QuestionnaireWriter.yaml(own)));
        assertFalse(QuestionnaireWriter.tree(own.usedFor(Set.of())).containsKey("uses"));
    }

    @Test
    void aUseThatIsNoneOrWhoseScalesAreMissingIsRefusedWithItsLine() throws Exception {
        Fault unknown = faultsOf(withUses("uses: [luck]")).getFirst();
        assertEquals(6, unknown.line());
        assertTrue(unknown.reason().contains("'luck'") && unknown.reason().contains("work-context"), unknown.reason());
        Fault missing = faultsOf(withUses("uses: [readiness, hearts-minds]")).getFirst();
        assertEquals(6, missing.line());
        assertTrue(
                missing.words().contains("hearts-minds, and it has no scale 'knowledge' and no scale 'desire'"),
                missing.words());
        // A draft may be on its way there.
        assertEquals(
                Set.of(Use.READINESS, Use.HEARTS_MINDS),
                QuestionnaireReader.draft(withUses("uses: [readiness, hearts-minds]"))
                        .uses());
    }

    @Test
    void tagsAliasesAndDepthAreRefused() {
        for (String bad : List.of(
                "title: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://localhost\"]]",
                "title: !x words",
                "title: &a words\npurpose: *a",
                "title: &a [*a]",
                "<<: {title: x}",
                "title: " + "[".repeat(5_000) + "]".repeat(5_000),
                "title: x\ntitle: y",
                "title: x\n---\ntitle: y",
                "title: \"\\ud800\"",
                "title: \"\\u0007 bell\"",
                "title: \"\\u202Eevil\"",
                "? [a, b]\n: c")) {
            assertTrue(
                    !faultsOf("format: takeup-questionnaire/1\n" + bad + "\n").isEmpty(), bad);
        }
    }

    @Test
    void aBillionLaughsAreNotLaughed() {
        var text = new StringBuilder("format: takeup-questionnaire/1\na: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            String before = "*" + (char) (c - 1);
            text.append(c).append(": &").append(c).append(" [").append(before);
            text.append((", " + before).repeat(8)).append("]\n");
        }
        List<Fault> faults = faultsOf(text.toString());
        assertEquals(1, faults.size());
        assertTrue(faults.getFirst().reason().toLowerCase(Locale.ROOT).contains("aliases"), faults::toString);
    }

    @Test
    void aHundredThousandOptionsAndTenMegabytesAreRefused() {
        var many = new StringBuilder("""
                format: takeup-questionnaire/1
                title: A title
                purpose: A purpose
                minutes: 1
                languages: [en]
                pages: [{id: p, title: P, items: [{id: a, kind: single, text: A, choices: [""");
        for (int i = 0; i < 100_000; i++) {
            many.append("{},");
        }
        assertTrue(faultsOf(many.append("]}]}]").toString()).getFirst().reason().contains("60000"));
        assertTrue(faultsOf("x".repeat(10 * 1024 * 1024)).getFirst().reason().contains("longer than"));
        assertTrue(faultsOf("").getFirst().reason().contains("empty"));
        assertTrue(
                faultsOf("format: takeup-questionnaire/2").getFirst().reason().contains("takeup-questionnaire/1"));
    }

    private static List<Fault> faultsOf(String text) {
        return assertThrows(Unreadable.class, () -> QuestionnaireReader.read(text))
                .faults();
    }

    private static List<String> faults(String json) throws Exception {
        byte[] schema;
        try (var in = OwnQuestionnaire.class.getResourceAsStream("questionnaire.schema.json")) {
            schema = java.util.Objects.requireNonNull(in).readAllBytes();
        }
        OutputUnit result = Validator.create(
                        JsonSchema.of(new JsonObject(new String(schema, StandardCharsets.UTF_8))),
                        new JsonSchemaOptions()
                                .setBaseUri("urn:takeup:")
                                .setDraft(Draft.DRAFT202012)
                                .setOutputFormat(OutputFormat.Basic))
                .validate(new JsonObject(json));
        return Boolean.TRUE.equals(result.getValid())
                ? List.of()
                : Arrays.asList(String.valueOf(result.getErrors()).split("\n"));
    }
}
