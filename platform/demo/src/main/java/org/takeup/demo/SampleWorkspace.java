package org.takeup.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.takeup.app.Platform;
import org.takeup.http.Reply;
import org.takeup.identity.Sessions;
import org.takeup.tenant.Workspace;

/** Fills one sample organisation's workspace, part by part, in the name of its people and through the REST API. */
final class SampleWorkspace {
    private static final int ANSWERS = 72;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OWN_QUESTIONNAIRE = "questionnaires/first-weeks.yaml";
    /** The version of a questionnaire that nobody has changed since it was made. */
    private static final long AS_MADE = 1;

    private final Platform platform;
    private final Company company;
    private final HttpClient http;
    private final URI address;
    private final Workspace workspace;

    SampleWorkspace(Platform platform, Company company, HttpClient http, URI platformUrl) {
        this.platform = platform;
        this.company = company;
        this.http = http;
        this.address = platformUrl.resolve("/w/" + company.alias() + "/");
        this.workspace = platform.tenants()
                .bySlug(company.alias())
                .orElseThrow(() -> new IllegalStateException("There is no tenant " + company.alias()));
    }

    Company company() {
        return company;
    }

    /** Brings in people, units, courses and results. */
    void importLearning(Path zip) {
        Desk lead = lead();
        JsonNode started = lead.upload("learning/imports", Map.of("connector", "lms-oneroster"), zip);
        String id = started.path("id").asText();
        await("the learning data is in", () -> {
            JsonNode now = lead.get("learning/imports/" + id);
            if (now.path("over").asBoolean() && !now.path("state").asText().equals("DONE")) {
                throw new IllegalStateException(
                        "The import ended as " + now.path("state") + ": " + now.path("message"));
            }
            return now.path("over").asBoolean();
        });
    }

    /** Asks everybody, as far back as the clock says it is, and has some of them answer. */
    void answerFirstWave(Instant closes) {
        Desk lead = lead();
        String wave = open(lead, "Where we stand", "everybody", closes, false);
        List<JsonNode> people = people(lead);
        var random = new SplittableRandom(company.alias().hashCode());
        for (int i = 0; i < ANSWERS; i++) {
            JsonNode person = people.get(i * people.size() / ANSWERS);
            at(person).put("waves/" + wave + "/answers", Map.of("answers", SampleAnswers.of(random), "finished", true));
        }
    }

    /** Closes it and waits until answers and invitations are apart. */
    void closeFirstWave() {
        Desk lead = lead();
        String wave = lead.get("waves").path("waves").path(0).path("id").asText();
        lead.post("waves/" + wave + "/close", Map.of());
        await(
                "the results are there",
                () -> lead.get("waves/" + wave).path("resultsReady").asBoolean());
    }

    /** Puts those on the map whose opinion counts. */
    void mapStakeholders() {
        Desk lead = lead();
        for (String line : Resources.text("stakeholders/" + company.alias() + ".csv")
                .lines()
                .skip(1)
                .toList()) {
            String[] cells = line.split(",", -1);
            lead.post(
                    "stakeholders",
                    Map.of(
                            "name", cells[0],
                            "kind", cells[1],
                            "size", Integer.parseInt(cells[2]),
                            "power", Integer.parseInt(cells[3]),
                            "interest", Integer.parseInt(cells[4]),
                            "attitude", cells[5],
                            "email", cells[6],
                            "segment", cells[7],
                            "note", cells[8]));
        }
    }

    /** Has the builder draft a plan that begins on this day, and approves it. @return its id */
    String approvePlan(LocalDate start) {
        Desk lead = lead();
        JsonNode drafted = lead.post(
                "plans",
                Map.of(
                        "builder", "plan-stakeholder",
                        "objective", "Everybody finds half an hour a week for learning that helps at work",
                        "answers",
                                Map.of(
                                        "startDate", start.toString(),
                                        "programme", "Half an hour a week",
                                        "gain", "finish everyday tasks with less rework",
                                        "weeks", "20")));
        String plan = drafted.path("id").asText();
        JsonNode inReview = lead.post("plans/" + plan + "/review", drafted);
        lead.post("plans/" + plan + "/approval", inReview);
        return plan;
    }

    /** The days of the plan's steps up to a day, in order. */
    List<LocalDate> daysOf(String plan, LocalDate last) {
        var days = new ArrayList<LocalDate>();
        lead().get("plans/" + plan).path("steps").forEach(step -> {
            LocalDate day = LocalDate.parse(step.path("on").asText());
            if (!day.isAfter(last)) {
                days.add(day);
            }
        });
        return days;
    }

    /** Lets the steps go out that are due, and waits until their mails have. */
    void send(String plan) {
        Desk lead = lead();
        lead.post("plans/" + plan + "/dispatch");
        await("the mails are out", () -> {
            JsonNode tally = lead.get("outbox");
            return tally.path("queued").asInt() + tally.path("sending").asInt() == 0;
        });
    }

    /** Publishes a questionnaire of the organisation's own, with the kinds of questions that no instrument has. */
    void publishQuestionnaire() {
        Desk lead = lead();
        String id = lead.post("questionnaires", Map.of("yaml", Resources.text(OWN_QUESTIONNAIRE)))
                .path("id")
                .asText();
        lead.post("questionnaires/" + id + "/publication", AS_MADE);
    }

    /** Asks the unit of a learner who can sign in, by mail, to answer until next month. */
    void openSecondWave() {
        Person learner = company.person("ann");
        Instant closes = workspace.clock().instant().plus(Duration.ofDays(21));
        open(lead(), "Three months on", "unit:" + learner.unit(), closes, true);
    }

    private String open(Desk lead, String title, String segment, Instant closes, boolean mail) {
        JsonNode wave = lead.post(
                "waves",
                Map.of(
                        "plugin",
                        "survey-maturity",
                        "title",
                        title,
                        "segment",
                        segment,
                        "privacy",
                        "confidential",
                        "closes",
                        closes.toString()));
        String id = wave.path("id").asText();
        long invited = lead.post("waves/" + id + "/invitations", Map.of("mail", mail))
                .path("people")
                .asLong();
        await(
                "everybody is invited",
                () -> lead.get("waves/" + id)
                                .path("participation")
                                .path("invited")
                                .asLong()
                        >= invited);
        return id;
    }

    private static List<JsonNode> people(Desk lead) {
        var people = new ArrayList<JsonNode>();
        String after = "";
        do {
            JsonNode page = lead.get("people" + (after.isEmpty() ? "" : "?after=" + after));
            page.path("people").forEach(people::add);
            after = page.path("next").asText("");
        } while (!after.isEmpty());
        return people;
    }

    /** Has those who can sign in, and are asked to say something, say it and tick it off. */
    void sayWhatIsHandedOver() {
        for (Person person : company.people()) {
            if (person.group() != Person.Group.NONE) {
                Desk desk = of(person);
                for (JsonNode pack : desk.get("hand-overs").path("packs")) {
                    if (!pack.path("said").asBoolean()) {
                        desk.post("hand-overs/" + pack.path("stepId").asText() + "/said");
                    }
                }
            }
        }
    }

    private Desk lead() {
        return of(company.people().getFirst());
    }

    /** Somebody who can sign in. Once the directory is there it is their own record: what they do is theirs when they sign in. */
    private Desk of(Person person) {
        String unknown = "sample-" + person.username();
        JsonNode known = desk(unknown, company.people().getFirst())
                .get("people?name=" + URLEncoder.encode(person.email(), StandardCharsets.UTF_8))
                .path("people");
        return desk(known.path(0).path("id").asText(unknown), person);
    }

    private Desk desk(String personId, Person person) {
        return desk(
                personId, person.name(), person.email(), Set.of(person.group().directoryName()));
    }

    private Desk at(JsonNode person) {
        return desk(
                person.path("id").asText(),
                person.path("name").asText(),
                person.path("email").asText(),
                Set.of());
    }

    private Desk desk(String personId, String name, String email, Set<String> groups) {
        var person = new Sessions.Person("sample", "sample", personId, name, email, groups);
        Reply.Cookie cookie = platform.sessions().start(Sessions.Realm.of(workspace.tenant()), person);
        return Desk.at(http, address, cookie.name() + "=" + cookie.value());
    }

    private void await(String what, BooleanSupplier holds) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "At " + company.title() + " it is not so after " + PATIENCE.toSeconds() + " s that " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(150);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting until " + what, e);
            }
        }
    }
}
