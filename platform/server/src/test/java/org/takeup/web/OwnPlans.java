package org.takeup.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.takeup.http.Route;
import org.takeup.plan.HandOvers;
import org.takeup.plan.MapThings;
import org.takeup.plan.PlanThings;
import org.takeup.reach.MadeLinks;
import org.takeup.tenant.Workspace;

/** The stakeholder map, plans in each state, and what stands around a plan. */
final class OwnPlans implements OwnArea {
    private final Desk desk;
    private final Workspace workspace;
    private final String slug;

    OwnPlans(Desk desk) {
        this.desk = desk;
        this.workspace = desk.workspace();
        this.slug = desk.slug();
    }

    @Override
    public void make(Map<String, String> ids) {
        ids.put("stakeholder", stakeholder());
        relation(ids);
        ids.put("suggestion", MapThings.suggestion(workspace, desk.me()));
        JsonNode plan = draft();
        ids.put("plan", id(plan));
        ids.put("step", step(plan, 0));
        ids.put("version", plan.path("version").asText());
        ids.put("planTemplate", PlanThings.template(workspace, ids.get("plan")));
        ids.put("planComment", PlanThings.comment(workspace, ids.get("plan")));
        ids.put("ownDay", PlanThings.ownDay(workspace));
        ids.put("planFeed", PlanThings.feed(workspace));
        var url = desk.platform().url();
        ids.put("stepLink", MadeLinks.ticket(workspace, url, ids.get("plan"), ids.get("step"), desk.me()));
        ids.put("stepSeen", MadeLinks.picture(workspace, url, ids.get("plan"), ids.get("step"), desk.me()));
        variant(plan);
        ids.put("term", term());
        move(draft(), "review");
        handedOver(ids);
        ids.put("calendar", calendar(ids.get("plan")));
    }

    @Override
    public void renew(Route route, Map<String, String> fresh) {
        String path = route.path();
        if (path.contains("{stakeholder}")) {
            fresh.put("stakeholder", stakeholder());
            fresh.put("version", "1");
            relation(fresh);
        }
        if (path.contains("{plan}")) {
            plan(route, fresh);
        }
        if (path.contains("{planTemplate}")) {
            fresh.put("planTemplate", PlanThings.template(workspace, fresh.get("plan")));
        }
        if (path.contains("{planFeed}")) {
            fresh.put("planFeed", PlanThings.feed(workspace));
        }
        if (path.contains("{ownDay}")) {
            fresh.put("ownDay", PlanThings.ownDay(workspace));
        }
        if (path.contains("{term}")) {
            fresh.put("term", term());
        }
        if (path.contains("{suggestion}")) {
            // What is decided is suggested no more.
            fresh.put("suggestion", MapThings.suggestion(workspace, desk.me()));
        }
        if (path.contains("{ask}")) {
            // As if its time were over.
            workspace
                    .collection(HandOvers.COLLECTIONS.getFirst())
                    .upsert(
                            fresh.get("ask"),
                            Updates.combine(Updates.set("due", new Date(0)), Updates.set("state", "OPEN")));
        }
    }

    private void plan(Route route, Map<String, String> fresh) {
        String path = route.path();
        JsonNode plan = planFor(route.id());
        fresh.put("plan", id(plan));
        fresh.put("step", step(plan, route.id().startsWith("plan-step-release") ? 1 : 0));
        fresh.put(
                "version",
                path.endsWith("/hypothesis") ? "0" : plan.path("version").asText());
        fresh.put("planComment", PlanThings.comment(workspace, fresh.get("plan")));
        if (path.contains("{variant}") || path.endsWith("/words/removal")) {
            fresh.put("version", variant(plan).path("version").asText());
        }
    }

    /** A plan in the state in which the route changes it. */
    private JsonNode planFor(String route) {
        JsonNode plan = draft();
        if (route.startsWith("plan-step-release")) {
            return move(move(waiting(plan), "review"), "approval");
        }
        if (route.startsWith("plan-approve") || route.startsWith("plan-dispatch")) {
            plan = move(plan, "review");
        }
        return route.startsWith("plan-dispatch") ? move(plan, "approval") : plan;
    }

    /** Its second step waits for its first. */
    private JsonNode waiting(JsonNode plan) {
        JsonNode step = plan.path("steps").path(1);
        var words = Map.of(
                "subject",
                step.path("subject").asText(),
                "words",
                step.path("words").asText(),
                "waitsFor",
                List.of(step(plan, 0)));
        return desk.api("PUT", "/plans/" + id(plan) + "/steps/" + step(plan, 1), words, version(plan));
    }

    private String stakeholder() {
        return desk.made(
                "/stakeholders",
                Map.ofEntries(
                        Map.entry("name", "Everybody of " + slug),
                        Map.entry("kind", "LEARNERS"),
                        Map.entry("size", 6),
                        Map.entry("power", 3),
                        Map.entry("interest", 3),
                        Map.entry("segment", "unit:Unit of " + slug)));
    }

    /** What the stakeholder is to another one, and somebody else whom it could be related to. */
    private void relation(Map<String, String> into) {
        String path = "/stakeholders/" + into.get("stakeholder") + "/relations";
        into.put("relation", desk.made(path, Map.of("to", stakeholder(), "kind", "SPEAKS_FOR")));
        into.put("otherStakeholder", stakeholder());
    }

    private JsonNode draft() {
        Map<String, String> answers =
                Map.of("startDate", desk.inDays(2), "programme", "Safe data", "gain", "keep data safe", "weeks", "8");
        return desk.api(
                "POST",
                "/plans",
                Map.of("builder", "plan-stakeholder", "objective", "Plan of " + slug, "answers", answers),
                1);
    }

    private JsonNode move(JsonNode plan, String to) {
        return desk.api("POST", "/plans/" + id(plan) + "/" + to, Map.of(), version(plan));
    }

    /** The first step of a plan in German. */
    private JsonNode variant(JsonNode plan) {
        return desk.api(
                "PUT",
                "/plans/" + id(plan) + "/steps/" + step(plan, 0) + "/words/variants/de",
                Map.of("subject", "Worte von " + slug, "words", "Worte von " + slug),
                version(plan));
    }

    private String term() {
        return desk.made(
                "/vocabulary/terms", Map.of("language", "en", "term", "Term of " + slug, "instead", "Word of " + slug));
    }

    /** A step that a messenger was asked to say. */
    private void handedOver(Map<String, String> ids) {
        JsonNode plan = draft();
        var words = Map.ofEntries(
                Map.entry("audienceId", ids.get("stakeholder")),
                Map.entry("messenger", "LINE_MANAGER"),
                Map.entry("channel", "HAND_OVER"),
                Map.entry("on", desk.inDays(0)),
                Map.entry("subject", "Words of " + slug),
                Map.entry("words", "Words of " + slug));
        plan = desk.api("POST", "/plans/" + id(plan) + "/steps", words, version(plan));
        String step = StreamSupport.stream(plan.path("steps").spliterator(), false)
                .filter(each -> each.path("subject").asText().equals("Words of " + slug))
                .map(OwnPlans::id)
                .findFirst()
                .orElseThrow();
        plan = move(move(plan, "review"), "approval");
        desk.api("POST", "/plans/" + id(plan) + "/dispatch", Map.of(), 1);
        ids.put("handedOver", step);
        ids.put("handedOverPlan", id(plan));
        ids.put(
                "ask",
                Desk.anyId(workspace.collection(HandOvers.COLLECTIONS.getFirst()))
                        .orElseThrow());
    }

    /** The code of a plan's calendar, which nobody renews. */
    private String calendar(String plan) {
        String page = desk.form("/me/calendar", Map.of("subject", plan)).body();
        return page.replaceFirst("(?s).*/calendars/([0-9a-f]{40})/takeup.ics.*", "$1");
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asText();
    }

    private static String step(JsonNode plan, int number) {
        return id(plan.path("steps").path(number));
    }

    private static int version(JsonNode plan) {
        return plan.path("version").asInt();
    }
}
