package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.calendar.Invitations;
import org.takeup.calendar.StrictCalendar;
import org.takeup.chat.ChatService;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.people.People;
import org.takeup.preference.PreferenceEntry;
import org.takeup.preference.Preferences;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Chats, calendars and hand-overs wait for words that are missing in a language that somebody reads, and then use them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheirLanguageIT {
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

    private Org org(Placement placement) {
        var org = new Org(platform, placement, Role.ADMIN);
        org.people();
        return org;
    }

    private void reads(Org org, String person, String language) {
        var preferences = new Preferences(new People(), (any, id) -> false, platform.url());
        String id = org.personId(person);
        preferences.change(
                org.workspace,
                id,
                preferences.of(org.workspace, id).version(),
                new PreferenceEntry(List.of(), List.of(), "", "", "", null, language, List.of(), List.of(), false));
    }

    private static List<String> missing(JsonNode step) {
        return StreamSupport.stream(step.get("notes").spliterator(), false)
                .filter(note -> note.get("severity").asText().equals("ERROR"))
                .map(note -> note.get("message").asText())
                .filter(message -> message.contains(" is missing: "))
                .toList();
    }

    private static HttpResponse<String> approval(Org org, String plan) {
        org.does("review", org.plan(plan));
        return org.api("POST", "/plans/" + plan + "/approval", "", org.tag(org.plan(plan)));
    }

    private static void write(Org org, String plan, JsonNode step, String variant, String subject, String words) {
        String path = "/plans/" + plan + "/steps/" + step.get("id").asText() + "/words";
        var answer = org.api(
                "PUT",
                path + "/variants/" + variant,
                "{\"subject\":\"" + subject + "\",\"words\":\"" + words + "\"}",
                org.tag(Org.read(org.api("GET", path, "", ""))));
        assertTrue(answer.statusCode() < 300, answer.body());
    }

    /** Writes the steps of the builder, which the test is not about. */
    private static void translateTheOthers(Org org, String plan, String subject, String language) {
        for (JsonNode step : org.plan(plan).get("steps")) {
            if (!step.get("subject").asText().equals(subject) && !missing(step).isEmpty()) {
                write(org, plan, step, language, "Anderes", "Etwas anderes.");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POOLED, CHAT, ann, of the audience",
        "DEDICATED, CHAT, ann, of the audience",
        "POOLED, CALENDAR, ann, of the audience",
        "DEDICATED, CALENDAR, ann, of the audience",
        "POOLED, HAND_OVER, boss, who are to say it",
        "DEDICATED, HAND_OVER, boss, who are to say it"
    })
    void whatIsMissingStopsTheApprovalOnEveryWay(Placement placement, String channel, String reader, String who) {
        var org = org(placement);
        String sales = org.sales();
        LocalDate day = org.workspace.today().plusDays(7);
        String plan = org.draft(day).get("id").asText();
        org.addStep(org.plan(plan), sales, "LINE_MANAGER", channel, "Come along", day, "");
        assertEquals(List.of(), missing(org.step(plan, "Come along")));
        reads(org, reader, "de");
        List<String> said = missing(org.step(plan, "Come along"));
        assertEquals(1, said.size(), said.toString());
        assertTrue(said.getFirst().startsWith("German is missing: fewer than 5 people " + who), said::getFirst);
        translateTheOthers(org, plan, "Come along", "de");
        assertEquals(422, approval(org, plan).statusCode());
        write(org, plan, org.step(plan, "Come along"), "de", "Komm mit", "Weil wir es sagen.");
        assertEquals(List.of(), missing(org.step(plan, "Come along")));
        assertEquals(200, approval(org, plan).statusCode());
    }

    @Test
    void whoIsNotAskedToSayItStopsNoHandOver() {
        var org = org(Placement.POOLED);
        String sales = org.sales();
        LocalDate day = org.workspace.today().plusDays(7);
        String plan = org.draft(day).get("id").asText();
        org.addHandOver(org.plan(plan), sales, "Come along", day);
        reads(org, "ann", "fr");
        assertEquals(List.of(), missing(org.step(plan, "Come along")), "she hears it from her manager");
        reads(org, "boss", "fr");
        assertEquals(1, missing(org.step(plan, "Come along")).size());
        // Nobody is a sponsor, so that the line managers would be asked in a sponsor's place.
        org.addStep(org.plan(plan), sales, "SPONSOR", "HAND_OVER", "Instead of a sponsor", day, "");
        assertEquals(1, missing(org.step(plan, "Instead of a sponsor")).size());
    }

    private List<MimeMessage> to(Org org, String name) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(org.address(name)))
                .toList();
    }

    private List<String> invitedTo(Org org, String name) {
        return to(org, name).stream()
                .flatMap(TheirLanguageIT::parts)
                .map(each -> each.events().getFirst().get("SUMMARY"))
                .toList();
    }

    private static Stream<StrictCalendar.Read> parts(MimeMessage message) {
        try {
            return message.getContent() instanceof Multipart parts ? parts(parts) : Stream.empty();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<StrictCalendar.Read> parts(Multipart parts) throws MessagingException, IOException {
        for (int part = 0; part < parts.getCount(); part++) {
            BodyPart each = parts.getBodyPart(part);
            if (new ContentType(each.getContentType()).match("text/calendar")) {
                return Stream.of(StrictCalendar.read(each.getInputStream().readAllBytes()));
            }
            if (each.getContent() instanceof Multipart inner) {
                return parts(inner);
            }
        }
        return Stream.empty();
    }

    @Test
    void eachGuestIsInvitedInTheirLanguageAndHearsOfWordsThatChangeInIt() {
        var org = org(Placement.POOLED);
        String sales = org.sales();
        LocalDate day = org.workspace.today().plusDays(20);
        String plan = org.draft(day).get("id").asText();
        org.addStep(org.plan(plan), sales, "SPONSOR", "CALENDAR", "An hour", day, "");
        reads(org, "ann", "de");
        write(org, plan, org.step(plan, "An hour"), "de", "Eine Stunde", "Zum Lernen.");
        translateTheOthers(org, plan, "An hour", "de");
        assertEquals(200, approval(org, plan).statusCode());
        Eventually.holds(
                "each in their language",
                SOON,
                () -> invitedTo(org, "ann").equals(List.of("Eine Stunde"))
                        && invitedTo(org, "bob").equals(List.of("An hour")));
        assertTrue(
                to(org, "ann").stream()
                        .anyMatch(each -> MailCatcher.header(each, "Subject").contains("Einladung: Eine Stunde")),
                () -> to(org, "ann").stream()
                        .map(each -> MailCatcher.header(each, "Subject"))
                        .toList()
                        .toString());

        write(org, plan, org.step(plan, "An hour"), "de", "Eine Lernstunde", "Zum Lernen.");
        assertEquals(200, approval(org, plan).statusCode());
        Eventually.holds(
                "she hears of her new words",
                SOON,
                () -> invitedTo(org, "ann").equals(List.of("Eine Stunde", "Eine Lernstunde")));
    }

    private List<String> subjects(Org org, String name) {
        return to(org, name).stream().map(TheirLanguageIT::subject).toList();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A plan that is approved, to whose meeting Ann is invited in German and Bob in English. @return its id */
    private String planOfAnHour(Org org) {
        String sales = org.sales();
        LocalDate day = org.workspace.today().plusDays(20);
        String plan = org.draft(day).get("id").asText();
        org.addStep(org.plan(plan), sales, "SPONSOR", "CALENDAR", "An hour", day, "");
        reads(org, "ann", "de");
        write(org, plan, org.step(plan, "An hour"), "de", "Eine Stunde", "Zum Lernen.");
        translateTheOthers(org, plan, "An hour", "de");
        assertEquals(200, approval(org, plan).statusCode());
        Eventually.holds(
                "both are invited",
                SOON,
                () -> invitedTo(org, "ann").size() == 1 && invitedTo(org, "bob").size() == 1);
        return plan;
    }

    private void eachHearsInTheirLanguageThatItIsOff(Org org, String plan) {
        String gone = org.step(plan, "An hour").get("id").asText();
        assertEquals(
                200,
                org.api("DELETE", "/plans/" + plan + "/steps/" + gone, "", org.tag(org.plan(plan)))
                        .statusCode());
        assertEquals(200, approval(org, plan).statusCode());
        Eventually.holds(
                "each hears it in their language",
                SOON,
                () -> subjects(org, "ann").contains("Abgesagt: Eine Stunde")
                        && subjects(org, "bob").contains("Cancelled: An hour"));
    }

    @Test
    void whoReadsAnotherLanguageHearsInItThatAMeetingIsOff() {
        var org = org(Placement.POOLED);
        eachHearsInTheirLanguageThatItIsOff(org, planOfAnHour(org));
        assertEquals(
                List.of("Eine Stunde", "Eine Stunde"), invitedTo(org, "ann"), "her calendar knows it by that name");
        assertTrue(
                textsTo(org, "ann").stream().anyMatch(text -> text.contains("Das findet nicht statt: Eine Stunde")),
                () -> textsTo(org, "ann").toString());
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whatAMeetingFromBeforeIsCalledIsKeptAndNobodyIsInvitedAgain(Placement placement) {
        var org = org(placement);
        String plan = planOfAnHour(org);
        var meetings = org.workspace.collection(Invitations.COLLECTIONS.getFirst());
        String reference = plan + "/" + org.step(plan, "An hour").get("id").asText();
        // As it was stored before cancellations were told in each language.
        assertTrue(meetings.updateIf(reference, Filters.exists("names"), Updates.unset("names")));
        org.api("POST", "/plans/" + plan + "/dispatch", "", "");
        Document kept = meetings.find(reference).orElseThrow();
        assertEquals(new Document("en", "An hour").append("de", "Eine Stunde"), kept.get("names"));
        assertEquals(0L, kept.getLong("sequence"), "it is the same version");
        eachHearsInTheirLanguageThatItIsOff(org, plan);
        assertEquals(List.of("Eine Stunde", "Eine Stunde"), invitedTo(org, "ann"), "invited and told, each once");
    }

    private List<String> textsTo(Org org, String name) {
        return to(org, name).stream().map(MailCatcher::text).toList();
    }

    @Test
    void whoIsToSayAStepIsAskedInTheirLanguage() {
        var org = org(Placement.POOLED);
        String sales = org.sales();
        LocalDate day = org.workspace.today();
        String plan = org.draft(day).get("id").asText();
        org.addHandOver(org.plan(plan), sales, "Come along", day);
        reads(org, "boss", "de");
        write(org, plan, org.step(plan, "Come along"), "de", "Komm mit", "Weil wir es sagen.");
        translateTheOthers(org, plan, "Come along", "de");
        assertEquals(200, approval(org, plan).statusCode());
        org.api("POST", "/plans/" + plan + "/dispatch", "", "");
        Eventually.holds(
                "the manager is asked in German",
                SOON,
                () -> subjects(org, "boss").stream().anyMatch(subject -> subject.startsWith("Könnten Sie das ")));
        String text = textsTo(org, "boss").stream()
                .filter(each -> each.contains("Komm mit"))
                .findFirst()
                .orElseThrow();
        assertTrue(text.contains("haken Sie es hier ab"), text);
        assertTrue(!text.contains("People listen to you"), text);
    }

    @Test
    void nobodyIsInvitedWhileALanguageIsMissingThatSomebodyHasChosenSince() {
        var org = org(Placement.POOLED);
        String sales = org.sales();
        LocalDate day = org.workspace.today().plusDays(20);
        String plan = org.draft(day).get("id").asText();
        org.addStep(org.plan(plan), sales, "SPONSOR", "CALENDAR", "An hour", day, "");
        org.addStep(org.plan(plan), sales, "SPONSOR", "CALENDAR", "Open", day, "");
        // The job that invites finds what is approved at once: what is missing has to be missing from the beginning.
        String other = org.step(plan, "Open").get("id").asText();
        reads(org, "ann", "es");
        assertEquals(422, approval(org, plan).statusCode());
        write(org, plan, org.step(plan, "An hour"), "es", "Una hora", "Para aprender.");
        assertEquals(1, missing(org.step(plan, "Open")).size());
        assertEquals(
                200,
                org.api("DELETE", "/plans/" + plan + "/steps/" + other, "", org.tag(org.plan(plan)))
                        .statusCode());
        translateTheOthers(org, plan, "An hour", "es");
        assertEquals(200, approval(org, plan).statusCode());
        Eventually.holds("in Spanish", SOON, () -> invitedTo(org, "ann").equals(List.of("Una hora")));
    }

    private void addChat(Org org) {
        String token = Visitor.token(org.planner.get(org.base + "/chats").body());
        String url = URLEncoder.encode(chat.origin() + "/room" + org.base, StandardCharsets.UTF_8);
        assertEquals(
                303,
                org.planner
                        .post(org.base + "/chats", "csrf=" + token + "&service=SLACK&name=room&url=" + url)
                        .statusCode());
    }

    @Test
    void aChatHasTheWordsInEveryLanguageOnce() {
        var org = org(Placement.POOLED);
        addChat(org);
        String sales = org.sales();
        String plan = org.draft(org.workspace.today().plusDays(7)).get("id").asText();
        org.addStep(org.plan(plan), sales, "SPONSOR", "CHAT", "Come along");
        write(org, plan, org.step(plan, "Come along"), "de", "Komm mit", "Weil wir es sagen.");
        write(org, plan, org.step(plan, "Come along"), "fr", "Venez", "Parce que.");
        write(org, plan, org.step(plan, "Come along"), sales, "Sales, come along", "Because you are Sales.");
        assertEquals(422, approvalWith(org, plan, "de"), "the audience's own words have no German");
        write(org, plan, org.step(plan, "Come along"), sales + ".de", "Kommt mit", "Weil ihr es seid.");
        assertEquals(200, approval(org, plan).statusCode());
        org.api("POST", "/plans/" + plan + "/dispatch", "", "");
        Eventually.holds("it is said", SOON, () -> said(org).size() == 1);
        String body = said(org).getFirst();
        assertTrue(body.contains("Sales, come along") && body.contains("Because you are Sales."), body);
        assertTrue(!body.contains("Because we say so."), body);
        assertTrue(!body.contains("Venez"), "the audience has words of its own, and they are not in French: " + body);
        assertTrue(body.contains("Kommt mit") && body.contains("Weil ihr es seid."), body);
        assertTrue(!body.contains("Komm mit"), body);
    }

    private int approvalWith(Org org, String plan, String language) {
        reads(org, "ann", language);
        translateTheOthers(org, plan, "Come along", language);
        return approval(org, plan).statusCode();
    }

    private List<String> said(Org org) {
        return chat.got().stream()
                .filter(each -> each.path().equals("/room" + org.base))
                .map(ChatService.Got::body)
                .toList();
    }
}
