package org.takeup.plan;

import static com.mongodb.client.model.Filters.exists;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.calendar.StrictCalendar;
import org.takeup.chat.ChatService;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.inbox.Inbox;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Steps on other ways than mail: into chats, inboxes and calendars, each once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelsIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private TestPlatform platform;
    private MailCatcher mail;
    private ChatService chat;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        chat = ChatService.start();
        platform = TestPlatform.start(
                environment -> {
                    var changed = new HashMap<>(environment);
                    changed.put("TAKEUP_SMTP_URI", mail.uri().toString());
                    changed.put("TAKEUP_WEBHOOK_PRIVATE_HOSTS", chat.origin());
                    return changed;
                },
                Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        mail.close();
        chat.close();
    }

    private Org org() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        return org;
    }

    private static String sales(Org org) {
        return org.sales();
    }

    private void addChat(Org org, String name) {
        String token = Visitor.token(org.planner.get(org.base + "/chats").body());
        String url = URLEncoder.encode(chat.origin() + "/" + name + org.base, StandardCharsets.UTF_8);
        assertEquals(
                303,
                org.planner
                        .post(org.base + "/chats", "csrf=" + token + "&service=SLACK&name=" + name + "&url=" + url)
                        .statusCode());
    }

    private long said(Org org, String name) {
        return chat.got().stream()
                .filter(each -> each.path().equals("/" + name + org.base))
                .count();
    }

    @Test
    void aStepIsSaidOnceInEachChatHoweverManyPeopleAreMeant() {
        var org = org();
        addChat(org, "one");
        addChat(org, "two");
        String sales = sales(org);
        String plan = org.send(org.addStep(org.draft(), sales, "SPONSOR", "CHAT", "Come along"));
        Eventually.holds(
                "it is sent",
                SOON,
                () -> org.step(plan, "Come along").get("status").asText().equals("SENT"));
        assertEquals(2, org.step(plan, "Come along").get("reached").asInt());

        // The state that a kill right after the messages were added leaves behind.
        org.workspace
                .collection(PlanStore.STEPS)
                .delete(org.step(plan, "Come along").get("id").asText());
        org.api("POST", "/plans/" + plan + "/dispatch", "", "");
        String later = org.send(org.addStep(org.draft(), sales, "SPONSOR", "CHAT", "The last one"));
        Eventually.holds(
                "the later one",
                SOON,
                () -> org.step(later, "The last one").get("status").asText().equals("SENT"));
        assertEquals(2, said(org, "one"));
        assertEquals(2, said(org, "two"));
        assertTrue(chat.got().stream().anyMatch(each -> each.body().contains("Because we say so.")));
    }

    @Test
    void withoutAChatAStepIsSentToNobodyAndSaysSo() {
        var org = org();
        String sales = sales(org);
        String plan = org.send(org.addStep(org.draft(), sales, "SPONSOR", "CHAT", "Come along"));
        assertEquals(
                "SENT_TO_NOBODY", org.step(plan, "Come along").get("status").asText());
    }

    @Test
    void aStepIsPutIntoEachInboxOnce() {
        var org = org();
        String sales = sales(org);
        String plan = org.send(org.addStep(org.draft(), sales, "SPONSOR", "IN_APP", "Come along"));
        JsonNode step = org.step(plan, "Come along");
        assertEquals("SENT", step.get("status").asText());
        assertEquals(3, step.get("reached").asInt());
        assertEquals(0, step.get("passedOver").asInt());
        Visitor ann = platform.signedIn(org.workspace, Role.LEARNER, org.personId("ann"));
        assertEquals(2, ann.get(org.base + "/inbox").body().split("Come along", 2).length);

        // The state that a kill right after the messages were put there leaves behind.
        org.workspace.collection(PlanStore.STEPS).delete(step.get("id").asText());
        org.api("POST", "/plans/" + plan + "/dispatch", "", "");
        assertEquals(3, org.workspace.collection(Inbox.COLLECTIONS.getFirst()).count(exists("_id")));
    }

    /** What of the mails to somebody is a calendar file, the earliest first. */
    private List<StrictCalendar.Read> invitations(Org org, String name) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(org.address(name)))
                .flatMap(each -> ics(each).stream())
                .toList();
    }

    private static Optional<StrictCalendar.Read> ics(MimeMessage message) {
        try {
            return message.getContent() instanceof Multipart parts ? ics(parts) : Optional.empty();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<StrictCalendar.Read> ics(Multipart parts) throws MessagingException, IOException {
        for (int part = 0; part < parts.getCount(); part++) {
            BodyPart each = parts.getBodyPart(part);
            var type = new ContentType(each.getContentType());
            if (type.match("text/calendar")) {
                var read = StrictCalendar.read(each.getInputStream().readAllBytes());
                assertEquals(read.method(), type.getParameter("method"), "RFC 6047, 2.4");
                return Optional.of(read);
            }
            if (each.getContent() instanceof Multipart inner) {
                return ics(inner);
            }
        }
        return Optional.empty();
    }

    private void awaitInvitations(Org org, String name, int count) {
        Eventually.holds(
                count + " invitations of " + name,
                SOON,
                () -> invitations(org, name).size() == count);
    }

    private static JsonNode changed(Org org, String plan, String subject, String more) {
        JsonNode step = org.step(plan, subject);
        var answer = org.api(
                "PUT",
                "/plans/" + plan + "/steps/" + step.get("id").asText(),
                "{\"messenger\":\"SPONSOR\",\"channel\":\"CALENDAR\",\"subject\":\"" + subject
                        + "\",\"words\":\"Because we say so.\",\"audienceId\":\""
                        + step.get("audienceId").asText() + "\"," + more + "}",
                org.tag(org.plan(plan)));
        assertEquals(200, answer.statusCode(), answer.body());
        return Org.read(answer);
    }

    private static void approved(Org org, String plan) {
        org.does("approval", org.does("review", org.plan(plan)));
    }

    @Test
    void peopleAreInvitedOnceAndHearOfEachVersionAndOfItsEnd() {
        var org = org();
        LocalDate day = org.workspace.today().plusDays(20);
        String sales = sales(org);
        String plan = org.draft(day).get("id").asText();
        org.addStep(org.plan(plan), sales, "SPONSOR", "CALENDAR", "An hour of learning");
        changed(org, plan, "An hour of learning", "\"on\":\"" + day + "\"");
        assertEquals(0, invitations(org, "ann").size(), "nothing goes out before it is approved");
        approved(org, plan);
        awaitInvitations(org, "ann", 1);
        awaitInvitations(org, "bob", 1);
        StrictCalendar.Read first = invitations(org, "ann").getFirst();
        assertEquals("REQUEST", first.method());
        var event = first.events().getFirst();
        assertEquals("An hour of learning", event.get("SUMMARY"));
        assertEquals(0, event.sequence());
        assertEquals(List.of("mailto:" + org.address("ann")), event.attendees());
        assertEquals("mailto:learning@" + org.workspace.tenant().slug() + ".example", event.get("ORGANIZER"));
        assertFalse(event.toString().contains("bob"), "nobody else is named");
        assertEquals(
                "PLANNED", org.step(plan, "An hour of learning").get("status").asText());

        changed(org, plan, "An hour of learning", "\"on\":\"" + day.plusDays(1) + "\"");
        approved(org, plan);
        awaitInvitations(org, "ann", 2);
        var moved = invitations(org, "ann").getLast().events().getFirst();
        assertEquals(event.get("UID"), moved.get("UID"));
        assertEquals(1, moved.sequence());
        assertTrue(moved.get("DTSTART").startsWith(day.plusDays(1).toString().replace("-", "")));

        // Approved once more without a change of it: nobody hears of it again.
        org.addStep(org.plan(plan), sales, "SPONSOR", "CALENDAR", "Another hour");
        changed(org, plan, "Another hour", "\"on\":\"" + day + "\"");
        approved(org, plan);
        awaitInvitations(org, "ann", 3);
        assertEquals(
                2,
                invitations(org, "ann").stream()
                        .filter(each -> each.events().getFirst().get("UID").equals(event.get("UID")))
                        .count());

        String step = org.step(plan, "An hour of learning").get("id").asText();
        assertEquals(
                200,
                org.api("DELETE", "/plans/" + plan + "/steps/" + step, "", org.tag(org.plan(plan)))
                        .statusCode());
        approved(org, plan);
        awaitInvitations(org, "ann", 4);
        StrictCalendar.Read last = invitations(org, "ann").getLast();
        assertEquals("CANCEL", last.method());
        assertEquals(event.get("UID"), last.events().getFirst().get("UID"));
        assertEquals(2, last.events().getFirst().sequence());
    }

    @Test
    void whoIsNotMeantAnyMoreGetsACancellationAndTheOthersTheNewVersion() {
        var org = org();
        LocalDate day = org.workspace.today().plusDays(20);
        String sales = sales(org);
        String plan = org.draft(day).get("id").asText();
        org.addStep(org.plan(plan), sales, "SPONSOR", "CALENDAR", "An hour of learning");
        changed(org, plan, "An hour of learning", "\"on\":\"" + day + "\"");
        approved(org, plan);
        awaitInvitations(org, "bob", 1);
        awaitInvitations(org, "ann", 1);
        String ann = org.stakeholder("Ann", "RESPECTED_INDIVIDUAL", "\"person\":\"" + org.personId("ann") + "\"");
        JsonNode step = org.step(plan, "An hour of learning");
        var answer = org.api(
                "PUT",
                "/plans/" + plan + "/steps/" + step.get("id").asText(),
                "{\"messenger\":\"SPONSOR\",\"channel\":\"CALENDAR\",\"on\":\"" + day.plusDays(2)
                        + "\",\"subject\":\"An hour of learning\",\"words\":\"Because.\",\"audienceId\":\"" + ann
                        + "\"}",
                org.tag(org.plan(plan)));
        assertEquals(200, answer.statusCode(), answer.body());
        approved(org, plan);
        awaitInvitations(org, "bob", 2);
        awaitInvitations(org, "ann", 2);
        assertEquals("CANCEL", invitations(org, "bob").getLast().method());
        assertEquals("REQUEST", invitations(org, "ann").getLast().method());
    }
}
