package org.takeup.demo.journey;

import java.util.List;
import java.util.Map;
import org.takeup.demo.Company;

/** A question at Northbank, as the learning team finds it or answers it. */
final class AskedQuestion {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();

    private AskedQuestion() {}

    /** One that waits for an answer. @return the team's page of it */
    static String open(Window lead) {
        return HOME + "/questions/" + asked(WorkspaceApi.of(lead, HOME), "May I learn during working hours?");
    }

    /** One whose answer is published. @return the page that everybody reads */
    static String published(Window lead) {
        WorkspaceApi api = WorkspaceApi.of(lead, HOME);
        String id = asked(api, "Where do I find the certificate of a course?");
        api.put("/questions/" + id + "/answer", 1, Map.of("text", "Open your name. Choose the course. Print it."));
        api.put("/questions/" + id + "/publication", 2, Map.of("categories", List.of("Certificates")));
        return HOME + "/faq/" + id;
    }

    private static String asked(WorkspaceApi api, String text) {
        return api.post("/questions", Map.of("text", text, "from", "demo"))
                .path("id")
                .asText();
    }
}
