package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;

/** What a learner sees of their inbox, and how they say how they want to be told, in a browser. */
class InboxIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();

    @Test
    void aMessageComesWhileThePageIsOpenAndIsReadAndPutAway() {
        var wrong = new ArrayList<String>();
        try (Window ann = Reader.LEARNER.window()) {
            ann.open(HOME + "/inbox");
            wrong.addAll(Looks.at(ann, "inbox-before"));
            Reaching.ofAnn().tell("journey-1", "Your time to learn");
            ann.heading("Your time to learn").waitFor();
            assertTrue(ann.text().contains("A new message came"), ann::text);
            wrong.addAll(Looks.at(ann, "inbox-live"));
            ann.button("Mark as read").first().click();
            ann.page().waitForLoadState();
            wrong.addAll(Looks.at(ann, "inbox-read"));
            ann.button("Put away").first().click();
            ann.page().waitForLoadState();
            ann.open(HOME + "/inbox?folder=archive");
            assertTrue(ann.text().contains("Your time to learn"), ann::text);
            wrong.addAll(Looks.at(ann, "inbox-archive"));
            wrong.addAll(ann.complaints());
        }
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void wishesAreSaidByALinkWithoutSigningIn() {
        var wrong = new ArrayList<String>();
        try (Window stranger = Reader.STRANGER.window()) {
            stranger.go(Reaching.ofAnn().choose());
            stranger.page().locator("#way1").selectOption("CHAT");
            stranger.page().locator("#zone").fill("Nowhere/Here");
            stranger.button("Save").click();
            stranger.page().waitForLoadState();
            wrong.addAll(Looks.at(stranger, "told-refused"));
            assertEquals("Nowhere/Here", stranger.page().locator("#zone").inputValue());
            stranger.page().locator("#zone").fill("Europe/Madrid");
            stranger.button("Save").click();
            stranger.page().waitForLoadState();
            assertTrue(stranger.text().contains("Saved"), stranger::text);
            wrong.addAll(Looks.at(stranger, "told-saved"));
        }
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }
}
