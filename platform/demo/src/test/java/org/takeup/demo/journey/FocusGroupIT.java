package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;

/** A focus group in real browsers: the planner at a desk, the invited on a phone without script, the moderator on a phone. */
class FocusGroupIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();
    private static final String TOPIC = "What keeps us from courses";

    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void nothingIsWrong() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void fromTheInvitationToTheQuoteThatIsTakenBack() {
        String group;
        try (Window lead = Reader.LEAD.window()) {
            group = make(lead);
            addCode(lead);
            wrong.addAll(lead.complaints());
        }
        String link = FocusTalk.link(TOPIC);
        try (Window phone = Window.phoneWithoutScript()) {
            phone.go(link);
            look(phone, "focus-invited");
            phone.button("I will come").click();
            assertTrue(phone.text().contains("You are coming"), phone::text);
            assertTrue(phone.text().contains("Two questions, each by itself"), phone::text);
            look(phone, "focus-coming");
            phone.page()
                    .locator("section[aria-labelledby=consent-notes] button")
                    .first()
                    .click();
            assertEquals(1, phone.page().locator(".badge.good").count());
            wrong.addAll(phone.complaints());
        }
        try (Window moderator = Reader.MANAGER.window()) {
            moderator.page().setViewportSize(390, 844);
            moderator.open(HOME + "/my-focus-groups");
            look(moderator, "focus-mine");
            moderator.link(TOPIC).click();
            look(moderator, "focus-session-empty");
            add(moderator, "I never have an hour in one piece.", true);
            assertTrue(moderator.text().contains("has not agreed to be quoted"), moderator::text);
            look(moderator, "focus-refused");

            try (Window phone = Window.phoneWithoutScript()) {
                phone.go(link);
                phone.page()
                        .locator("section[aria-labelledby=consent-quotes] button")
                        .first()
                        .click();
            }
            add(moderator, "I never have an hour in one piece.", true);
            add(moderator, "Says that mornings are best", false);
            look(moderator, "focus-session");
            saveByItself(moderator);
            wrong.addAll(moderator.complaints());
        }
        try (Window lead = Reader.LEAD.window()) {
            lead.open(HOME + "/focus-themes");
            assertTrue(lead.text().contains("I never have an hour in one piece."), lead::text);
            assertTrue(lead.text().contains("fewer than 3"), lead::text);
            look(lead, "focus-themes-full");
            lead.open(group);
            look(lead, "focus-group-full");

            try (Window phone = Window.phoneWithoutScript()) {
                phone.go(link);
                phone.page()
                        .locator("section[aria-labelledby=consent-quotes] button")
                        .last()
                        .click();
                assertTrue(phone.text().contains("You said no"), phone::text);
                look(phone, "focus-taken-back");
            }
            lead.open(HOME + "/focus-themes");
            assertFalse(lead.text().contains("I never have an hour"), lead::text);
        }
    }

    private String make(Window lead) {
        lead.open(HOME + "/focus-groups");
        look(lead, "focus-groups-empty");
        lead.link("New focus group").click();
        look(lead, "focus-new");
        var page = lead.page();
        page.locator("#topic").fill(TOPIC);
        page.locator("details:has(#people) summary").click();
        page.locator("#people").fill(Company.NORTHBANK.person("ann").email());
        page.locator("#day").fill(LocalDate.now().plusDays(9).toString());
        page.locator("#place").fill("Town hall, room 4");
        page.locator("#moderator").fill(Company.NORTHBANK.person("ruth").email());
        lead.button("Make the group").click();
        lead.heading(TOPIC).waitFor();
        String group = page.url().substring(page.url().indexOf("/w/"));
        look(lead, "focus-group-new");
        lead.page().locator("#many").fill("1");
        lead.button("Invite").click();
        assertTrue(lead.text().contains("Has not answered"), lead::text);
        return group;
    }

    private void addCode(Window lead) {
        lead.open(HOME + "/focus-codes");
        look(lead, "focus-codes-empty");
        lead.page().locator("#new-label").fill("No time");
        lead.page().locator("#new-joins").selectOption("SCALE");
        lead.page().locator("#new-joined").fill("learner");
        lead.button("Add").click();
        assertTrue(lead.text().contains("No time"), lead::text);
        look(lead, "focus-codes");
    }

    private static void add(Window moderator, String text, boolean quote) {
        var page = moderator.page();
        page.locator("#new-speaker")
                .selectOption(page.locator("#new-speaker option").last().getAttribute("value"));
        page.locator("#new-text").fill(text);
        Locator form = page.locator("form:has(#new-text)");
        form.locator("input[name=quote]").setChecked(quote);
        if (!form.locator("details").first().evaluate("each => each.open").equals(true)) {
            form.locator("details summary").first().click();
        }
        form.locator("input[name=code]").first().check();
        form.locator("button[type=submit]").click();
        page.waitForLoadState();
    }

    /** A note that is open saves itself, and is as it was left when the page is opened again. */
    private static void saveByItself(Window moderator) {
        Locator note = moderator.page().locator("details:has(form[data-note])").first();
        note.locator("summary").first().click();
        note.locator("textarea").fill("Says that early mornings are best");
        note.locator("[data-saved]:has-text('Saved')").waitFor();
        moderator.again();
        assertTrue(moderator.text().contains("early mornings"), moderator::text);
    }

    private void look(Window window, String name) {
        wrong.addAll(Looks.at(window, name));
    }
}
