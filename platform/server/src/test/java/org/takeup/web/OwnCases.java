package org.takeup.web;

import java.util.List;
import java.util.Map;
import org.takeup.http.Route;

/** Measures, the business case with its priorities and programmes, and pilots. */
final class OwnCases implements OwnArea {
    private final Desk desk;
    private final String slug;

    OwnCases(Desk desk) {
        this.desk = desk;
        this.slug = desk.slug();
    }

    @Override
    public void make(Map<String, String> ids) {
        ids.put("measure", measure());
        ids.put("priority", priority());
        ids.put("programme", programme());
        ids.put("pilot", pilot(false));
    }

    @Override
    public void renew(Route route, Map<String, String> fresh) {
        String path = route.path();
        if (path.contains("{measure}")) {
            fresh.put("measure", measure());
            fresh.put("version", path.endsWith("/decision") ? "0" : "1");
        }
        if (path.contains("/business-case/settings") || path.contains("/business-settings")) {
            fresh.put(
                    "version",
                    desk.api("GET", "/business-settings", Map.of(), 1)
                            .path("version")
                            .asText());
        }
        if (path.contains("{priority}") || path.contains("{programme}")) {
            fresh.put("priority", priority());
            fresh.put("programme", programme());
            fresh.put("version", "1");
        }
        if (path.contains("{pilot}")) {
            boolean begins = path.endsWith("/start");
            fresh.put("pilot", pilot(begins));
            fresh.put("version", begins ? "2" : "1");
        }
    }

    private String measure() {
        return desk.made(
                "/measures",
                Map.ofEntries(
                        Map.entry("name", "Measure of " + slug),
                        Map.entry("doing", "Do what " + slug + " does."),
                        Map.entry("direct", List.of("barrier:time")),
                        Map.entry("effort", "S"),
                        Map.entry("daysFrom", 1),
                        Map.entry("daysTo", 2),
                        Map.entry("weeksFrom", 1),
                        Map.entry("weeksTo", 4),
                        Map.entry("who", List.of("SPONSOR")),
                        Map.entry("sign", "Seen in " + slug)));
    }

    private String priority() {
        return desk.made(
                "/priorities",
                Map.ofEntries(
                        Map.entry("name", "Priority of " + slug),
                        Map.entry("owner", "Owner of " + slug),
                        Map.entry("weight", 3),
                        Map.entry("deadline", desk.inDays(7))));
    }

    private String programme() {
        Map<String, Object> indicator =
                Map.of("kind", "OWN", "name", "Figure of " + slug, "unit", "a month", "baseline", 9, "target", 4);
        return desk.made(
                "/programmes",
                Map.ofEntries(
                        Map.entry("name", "Programme of " + slug),
                        Map.entry("need", "Need of " + slug),
                        Map.entry("sponsor", "Sponsor of " + slug),
                        Map.entry("until", desk.inDays(7)),
                        Map.entry("segments", List.of("everybody")),
                        Map.entry("measures", List.of(Map.of("measure", "protected-time"))),
                        Map.entry("indicator", indicator)));
    }

    /** @param agreed or still a draft */
    private String pilot(boolean agreed) {
        String pilot = desk.made(
                "/pilots",
                Map.ofEntries(
                        Map.entry("name", "Pilot of " + slug),
                        Map.entry("segment", "everybody"),
                        Map.entry("design", "BEFORE_AFTER"),
                        Map.entry("starts", desk.inDays(7))));
        if (agreed) {
            desk.api(
                    "PUT",
                    "/pilots/" + pilot + "/agreement",
                    Map.of("owner", "Owner of " + slug, "success", "Success of " + slug, "least", 5),
                    1);
        }
        return pilot;
    }
}
