package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.Map;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Surveys with an instrument of this project that people have answered, for tests of what is made from results. */
public final class Answered {
    private Answered() {}

    /** An open survey of these people's organisation that nobody has answered. @return its id */
    public static String open(TestPlatform platform, Workspace workspace, String plugin) {
        Samples.people(workspace, 0, 6, "Sales");
        platform.platform().pluginRuntime().plugins().enable(workspace, plugin);
        return new Planner(platform, workspace).open(Map.of("plugin", plugin, "title", "Tell us"));
    }

    /**
     * A closed survey whose results are there.
     *
     * @param answers of one person each, as the API takes them
     * @return its id
     */
    public static String closed(TestPlatform platform, Workspace workspace, String plugin, List<String> answers) {
        return closed(platform, workspace, plugin, answers, FewApart.Shown.ALL);
    }

    /** As above, of which no more is shown than this, as beside another survey of nearly the same people. */
    static String closed(
            TestPlatform platform, Workspace workspace, String plugin, List<String> answers, FewApart.Shown shown) {
        List<String> people = Samples.people(workspace, 0, answers.size(), "Sales");
        String id = open(platform, workspace, plugin);
        Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
        Samples.invite(platform, workspace, wave, people.size());
        String base = Samples.base(workspace);
        for (int i = 0; i < people.size(); i++) {
            Visitor own = platform.signedIn(workspace, Role.LEARNER, people.get(i));
            String link = base + "/answer/" + id + "/" + Samples.ticket(workspace, wave, people.get(i));
            String csrf = Visitor.token(own.get(link + "/1").body());
            String body = "{\"answers\":{" + answers.get(i) + "},\"finished\":true}";
            var sent = own.json("PUT", base + "/api/v1/waves/" + id + "/answers", body, csrf);
            assertEquals(200, sent.statusCode(), sent.body());
        }
        if (shown != FewApart.Shown.ALL) {
            withhold(workspace, id, shown);
        }
        Samples.closeAndSeparate(platform, workspace, wave);
        Eventually.holds(
                "the instrument was asked",
                Samples.SOON,
                () -> new SignalStore(workspace).of(id).isPresent());
        return id;
    }

    /** Has an open wave show no more than this once it is closed. */
    static void withhold(Workspace workspace, String id, FewApart.Shown shown) {
        workspace.collection(WaveStore.WAVES).update(id, Updates.set("shown", shown.name()));
    }
}
