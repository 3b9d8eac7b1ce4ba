package org.takeup.web;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Route;
import org.takeup.learning.Archives;

/** Learning data, as a file of it was imported. */
final class OwnLearning implements OwnArea {
    private final Desk desk;
    private final String slug;
    private @Nullable String course;

    OwnLearning(Desk desk) {
        this.desk = desk;
        this.slug = desk.slug();
    }

    @Override
    public void make(Map<String, String> ids) {
        var answer = importFile(slug + ".zip", Archives.zip(export(slug)));
        String page = answer.headers().firstValue("location").orElseThrow(() -> new AssertionError(answer.body()));
        ids.put("import", page.substring(page.lastIndexOf('/') + 1));
        ids.put("learningUnit", Desk.eventually("a unit", () -> option("north-" + slug)));
        ids.put("course", Desk.eventually("a course", () -> option("c1-" + slug)));
        course = ids.get("course");
        ids.put("skillRole", skillRole());
        ids.put(
                "cursor",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("person 0 of " + slug).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void renew(Route route, Map<String, String> fresh) {
        // No call of a route uses learning data up.
        if (route.path().contains("{skillRole}") || route.id().startsWith("my-skills")) {
            fresh.put("skillRole", skillRole());
        }
    }

    private String skillRole() {
        return desk.made(
                "/skill-roles",
                Map.of(
                        "name",
                        "Role of " + slug,
                        "skills",
                        List.of(Map.of("name", "Skill of " + slug, "course", Objects.requireNonNull(course)))));
    }

    /** Imports this file of learning data. */
    HttpResponse<String> importFile(String name, byte[] file) {
        return Archives.upload(
                desk.platform(), desk.admin(), desk.base() + "/learning/imports", desk.csrf(), name, file);
    }

    /** Imports learning data here that names the same people, units and courses as the other workspace's. */
    void importLike(String other) {
        HttpResponse<String> answer = importFile(other + ".zip", Archives.zip(export(other)));
        if (answer.statusCode() != 303) {
            throw new AssertionError(answer.body());
        }
    }

    private static Map<String, String> export(String slug) {
        Map<String, String> export = Archives.roster(12);
        // The course first: a slug has hexadecimal digits, and may hold a c1 of its own.
        export.replaceAll((name, text) -> text.replace("c1", "c1-" + slug)
                .replace("north", "north-" + slug)
                .replace("North", "North of " + slug));
        return export;
    }

    private Optional<String> option(String part) {
        return Pattern.compile("<option value=\"([^\"]*" + part + "[^\"]*)\"")
                .matcher(desk.get("/board").body())
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }
}
