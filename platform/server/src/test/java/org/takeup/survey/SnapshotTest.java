package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;

class SnapshotTest {
    private static final LocalizedText TEXT = LocalizedText.english("Text");

    private static Snapshot asking(Item... items) {
        var page = new Questionnaire.Page("p", TEXT, List.of(items));
        return new Snapshot(new Questionnaire("1", List.of(page)), new ScoringModel(List.of()));
    }

    private static void assertUnusable(String reason, Snapshot snapshot) {
        var refused = assertThrows(SnapshotRules.InstrumentUnusable.class, () -> SnapshotRules.check(snapshot));
        assertTrue(refused.title().contains(reason), refused.title());
    }

    @Test
    void whatIsStoredIsReadBackEqual() {
        Snapshot snapshot = Samples.snapshot();
        assertEquals(snapshot, SnapshotDocument.read(SnapshotDocument.write(snapshot)));
    }

    @Test
    void theLanguageIsTheBrowsersThenTheTenantsThenEnglish() {
        Snapshot snapshot = Samples.snapshot();
        assertEquals(List.of("de", "en"), snapshot.languages());
        assertEquals("de", snapshot.language("fr, de-CH;q=0.5", Locale.ENGLISH).getLanguage());
        assertEquals("de", snapshot.language("", Locale.GERMANY).getLanguage());
        assertEquals("en", snapshot.language("fr", Locale.FRENCH).getLanguage());
        assertEquals("en", snapshot.language("not a ;; language", Locale.FRENCH).getLanguage());
    }

    @Test
    void anInstrumentThatBreaksItsContractIsNotAsked() {
        assertDoesNotThrow(() -> SnapshotRules.check(Samples.snapshot()));
        assertUnusable("0 items", new Snapshot(new Questionnaire("1", List.of()), new ScoringModel(List.of())));
        assertUnusable("not allowed", asking(new Item.FreeText("a.b", TEXT, false, 10)));
        assertUnusable("not allowed", asking(new Item.FreeText("$where", TEXT, false, 10)));
        assertUnusable(
                "taken", asking(new Item.FreeText("a", TEXT, false, 10), new Item.FreeText("a", TEXT, false, 10)));
        assertUnusable("cannot be answered", asking(new Item.FreeText("a", TEXT, false, 0)));
        assertUnusable("cannot be answered", asking(new Item.Selection("a", TEXT, false, List.of(), 1)));
        var ref = new ScoringModel.ItemRef("a", false, 1);
        var scale = new ScoringModel.Scale("s", TEXT, TEXT, List.of(ref), 1);
        var words = asking(new Item.FreeText("a", TEXT, false, 10));
        assertUnusable(
                "must rest on rating items", new Snapshot(words.questionnaire(), new ScoringModel(List.of(scale))));
    }
}
