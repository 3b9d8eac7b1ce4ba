package org.takeup.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.takeup.delivery.Outbox;
import org.takeup.http.Route;
import org.takeup.questionnaire.SampleFiles;
import org.takeup.survey.privacy.TokenMaker;

/** Questionnaires, waves of each degree of privacy with their mails and ballots, and what is reported of them. */
final class OwnSurveys implements OwnArea {
    private final Desk desk;
    private final String slug;
    private final Runnable awaitRest;

    /** @param awaitRest returns once no mail is under way */
    OwnSurveys(Desk desk, Runnable awaitRest) {
        this.desk = desk;
        this.slug = desk.slug();
        this.awaitRest = awaitRest;
    }

    @Override
    public void make(Map<String, String> ids) {
        ids.put("own", questionnaire());
        survey(ids);
        anonymousSurvey(ids);
        namedSurvey(ids);
        report(ids);
    }

    @Override
    public void renew(Route route, Map<String, String> fresh) {
        String path = route.path();
        if (path.contains("{wave}") && path.endsWith("/close")) {
            fresh.put("wave", wave("confidential"));
        }
        if (path.contains("{code}")) {
            fresh.put("code", code(fresh.get("wave")));
        }
        if (route.id().matches("(survey|wave)-(plan|change|delete)")) {
            fresh.put("plannedWave", plannedWave());
            fresh.put("version", "1");
        }
        if (path.contains("{own}")) {
            fresh.put("own", questionnaire());
            fresh.put("version", "1");
        }
        if (path.contains("{link}")) {
            report(fresh);
        }
        if (path.contains("{mail}")) {
            awaitRest.run();
            // As if the mail server had refused it: only then there is something to decide.
            desk.workspace()
                    .collection(Outbox.COLLECTIONS.getFirst())
                    .upsert(fresh.get("mail"), Updates.set("state", "FAILED"));
        }
    }

    private String questionnaire() {
        return desk.made("/questionnaires", Map.of("questionnaire", SampleFiles.weeks(slug)));
    }

    private void survey(Map<String, String> ids) {
        String wave = wave("confidential");
        ids.put("wave", wave);
        ids.put("plannedWave", plannedWave());
        ids.put("code", code(wave));
        desk.api("POST", "/waves/" + wave + "/invitations", Map.of(), 1);
        ids.put("mail", waiting("a mail", 0));
        ids.put("mailing", waiting("a mailing", 2));
        String answer = Desk.eventually("a ballot", () -> ballot(wave));
        ids.put("ticket", answer.substring(answer.lastIndexOf('/') + 1));
        JsonNode firstPage = desk.api("GET", "/waves/" + wave + "/questionnaire", Map.of(), 1)
                .path("pages")
                .path(0)
                .path("items");
        ids.put("item", firstPage.path(0).path("id").asText());
        var answers = new LinkedHashMap<String, String>();
        firstPage.forEach(item -> answers.put(
                "a." + item.path("id").asText(),
                item.path("options").path(0).path("value").asText()));
        ids.put("answers", RouteCall.form(answers));
    }

    private String waiting(String what, int collection) {
        return Desk.eventually(what, () -> Desk.anyId(desk.workspace().collection(Outbox.COLLECTIONS.get(collection))));
    }

    /** A named one that is over: only then one reads who answered what. */
    private void namedSurvey(Map<String, String> ids) {
        String wave = wave("named");
        ids.put("namedWave", wave);
        desk.api("POST", "/waves/" + wave + "/close", Map.of(), 1);
        Desk.eventually(
                "the named answers",
                () -> Optional.of(desk.get("/surveys/" + wave + "/answers"))
                        .filter(answer -> answer.statusCode() == 200)
                        .map(HttpResponse::body));
    }

    /** An anonymous one: a link that lets in, the slip of a browser without script, and the token of one with it. */
    private void anonymousSurvey(Map<String, String> ids) {
        String wave = wave("anonymous");
        ids.put("anonymousWave", wave);
        desk.api("POST", "/waves/" + wave + "/invitations", Map.of("mail", false), 1);
        String link = Desk.eventually("an admission", () -> ballot(wave));
        ids.put("admission", link.substring(link.lastIndexOf('/') + 1));
        String page = desk.admin().get(link).body();
        String slip = page.replaceFirst("(?s).*name=\"slip\" value=\"([^\"]+)\".*", "$1");
        TokenMaker browser = TokenMaker.of(page, slip);
        String signed = desk.admin()
                .post(link, "csrf=" + desk.csrf() + "&blinded=" + browser.blinded())
                .body();
        // The ballot is there from now on: beginning once more changes nothing.
        desk.admin().post(link, "csrf=" + desk.csrf() + "&slip=" + slip);
        ids.put("slip", slip);
        ids.put("secret", browser.secret());
        ids.put("signature", browser.signature(signed));
    }

    /** Where the admin answers the wave, if they are invited already. */
    private Optional<String> ballot(String wave) {
        return desk.get("/my-surveys/" + wave).headers().firstValue("location").filter(to -> to.contains("/answer/"));
    }

    /** A link to the report of the survey. */
    private void report(Map<String, String> into) {
        JsonNode link = desk.api("POST", "/waves/" + into.get("wave") + "/report-links", Map.of("days", 7), 1);
        into.put("link", link.path("id").asText());
        String url = link.path("url").asText();
        into.put("report", url.substring(url.lastIndexOf('/') + 1));
    }

    private String wave(String privacy) {
        return desk.made(
                "/waves",
                Map.ofEntries(
                        Map.entry("plugin", "survey-maturity"),
                        Map.entry("title", "Survey of " + slug),
                        Map.entry("segment", "everybody"),
                        Map.entry("privacy", privacy),
                        Map.entry(
                                "closes", Instant.now().plus(Duration.ofDays(7)).toString())));
    }

    /** The code of a link that the wave has from now on. */
    private String code(String wave) {
        String url = desk.api("PUT", "/waves/" + wave + "/link", Map.of("most", 1_000), 1)
                .path("url")
                .asText();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private String plannedWave() {
        Instant opens = Instant.now().plus(Duration.ofDays(2));
        return desk.made(
                "/waves",
                Map.ofEntries(
                        Map.entry("plugin", "survey-maturity"),
                        Map.entry("title", "Later survey of " + slug),
                        Map.entry("opens", opens.toString()),
                        Map.entry("closes", opens.plus(Duration.ofDays(7)).toString())));
    }
}
