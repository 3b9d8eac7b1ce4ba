package org.takeup.web;

import java.util.Map;
import org.takeup.focus.FocusThings;
import org.takeup.focus.FocusThings.Invited;
import org.takeup.http.Route;
import org.takeup.question.QuestionThings;

/** Focus groups, and the questions that people ask. */
final class OwnTalks implements OwnArea {
    private final Desk desk;

    OwnTalks(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void make(Map<String, String> ids) {
        focusGroup(ids);
        questions(ids, "");
        ids.put("obstacle", obstacle());
    }

    @Override
    public void renew(Route route, Map<String, String> fresh) {
        String path = route.path();
        if (path.contains("{focusGroup}") || path.contains("{focusCode}")) {
            focusGroup(fresh);
            fresh.put("version", "1");
        }
        if (path.contains("{askedQuestion}") || path.contains("{faqEntry}")) {
            questions(fresh, route.id());
        }
        if (path.contains("{obstacle}")) {
            fresh.put("obstacle", obstacle());
            fresh.put("version", "1");
        }
        if (path.endsWith("/speakers") || path.endsWith("/speakers/removal")) {
            // Only a talk that has begun, or was called off, is forgotten.
            desk.api("POST", "/focus-groups/" + fresh.get("focusGroup") + "/cancellation", Map.of(), 1);
        }
    }

    private String obstacle() {
        return desk.made("/obstacles", Map.of("text", "What stops " + desk.slug()));
    }

    /** A focus group with a note, a code, and the link of somebody who comes to it. */
    private void focusGroup(Map<String, String> into) {
        Invited invited = new FocusThings(desk.workspace(), desk::api)
                .make(desk.slug(), into.get("person"), into.get("nextWeek"));
        into.put("focusGroup", invited.group());
        into.put("focusTicket", invited.ticket());
        into.put("focusNote", invited.note());
        into.put("focusCode", invited.code());
        desk.form("/focus/" + invited.group() + "/" + invited.ticket(), Map.of("say", "COME"));
    }

    /** Questions in the states that the route needs: one to work on, one that is open to all, a later one, a published one. */
    private void questions(Map<String, String> into, String route) {
        QuestionThings.Made made = new QuestionThings(desk.workspace()).make(desk.slug(), route);
        into.put("openQuestion", made.open());
        into.put("askedQuestion", made.asked());
        into.put("laterQuestion", made.later());
        into.put("faqEntry", made.published());
        into.put("version", String.valueOf(made.version()));
    }
}
