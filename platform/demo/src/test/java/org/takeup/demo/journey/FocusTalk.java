package org.takeup.demo.journey;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.takeup.demo.Company;
import org.takeup.demo.SharedDemo;

/** A focus group of Northbank: Ann is invited, Ruth moderates. */
final class FocusTalk {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();

    private FocusTalk() {}

    /** Makes one and invites. @return its page */
    static String made(Window lead, String topic) {
        WorkspaceApi api = WorkspaceApi.of(lead, HOME);
        String id = api.post(
                        "/focus-groups",
                        Map.of(
                                "topic",
                                topic,
                                "people",
                                List.of(Company.NORTHBANK.person("ann").email()),
                                "seats",
                                6,
                                "begins",
                                LocalDate.now().plusDays(9) + "T10:00",
                                "minutes",
                                60,
                                "place",
                                "Town hall, room 4",
                                "moderator",
                                Company.NORTHBANK.person("ruth").email()))
                .path("id")
                .asText();
        api.post("/focus-groups/" + id + "/invitations", Map.of("many", 1));
        return HOME + "/focus-groups/" + id;
    }

    /** The link of the mail that somebody got about this topic. */
    static String link(String topic) {
        Poll.until("the invitation is there", () -> mailed(topic).contains("/focus/"));
        return mailed(topic).replaceFirst("(?s).*?(http\\S+/focus/\\S+).*", "$1");
    }

    private static String mailed(String topic) {
        return SharedDemo.mails().mails().stream()
                .filter(mail -> mail.subject().equals("Invitation: " + topic))
                .map(mail -> mail.text())
                .findFirst()
                .orElse("");
    }
}
