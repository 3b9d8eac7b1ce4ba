package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Workspace;

/** Surveys with a copy of the questionnaire "Ready to launch", for tests of what rests on them. */
public final class Readied {
    /** All is ready. */
    private static final List<String> PAGES = List.of(
            "a.clear-aim=5&a.has-owner=5&a.asked-them=5&a.unsure-who=1",
            "a.work-time=5&a.tools-tried=5&a.trainers-tried=5&a.enough-hands=5",
            "a.managers-know=5&a.unheard=1&a.know-works=5&a.when-change=5",
            "");

    private Readied() {}

    /** A survey of this many people, which is open. @return its id */
    public static String open(TestPlatform platform, Workspace workspace, String title, int people) {
        Samples.people(workspace, 0, people, "Sales");
        var planner = new Planner(platform, workspace);
        var copied = planner.send("POST", "/questionnaires/files/included", "{\"included\":\"readiness\"}");
        assertEquals(201, copied.statusCode(), copied.body());
        String instrument = Planner.json(copied).path("instrument").asText();
        String id = planner.open(Map.of("plugin", instrument, "title", title));
        Samples.invite(platform, workspace, wave(workspace, id), people);
        return id;
    }

    /** One that this many of them have answered, and that is closed and counted. @return its id */
    public static String closed(TestPlatform platform, Workspace workspace, String title, int people, int answers) {
        String id = open(platform, workspace, title, people);
        Wave wave = wave(workspace, id);
        for (String person : Samples.people(workspace, 0, answers, "Sales")) {
            String link = Samples.base(workspace) + "/answer/" + id + "/" + Samples.ticket(workspace, wave, person);
            Visitor phone = platform.stranger();
            for (int page = 0; page < PAGES.size(); page++) {
                var sent = phone.post(link + "/" + (page + 1), PAGES.get(page));
                assertEquals(303, sent.statusCode(), sent.body());
            }
        }
        Samples.closeAndSeparate(platform, workspace, wave);
        return id;
    }

    private static Wave wave(Workspace workspace, String id) {
        return new WaveStore(workspace).find(id).orElseThrow().wave();
    }
}
