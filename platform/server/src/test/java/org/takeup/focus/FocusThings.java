package org.takeup.focus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.takeup.tenant.Workspace;

/** Makes a focus group with everything in it, for tests of all routes. */
public final class FocusThings {
    private final Workspace workspace;
    private final Api api;

    /** Calls the API of a workspace as its admin. */
    @FunctionalInterface
    public interface Api {
        JsonNode call(String method, String path, Map<String, ?> body, int version);
    }

    /** The ids of what was made. @param ticket the end of somebody's link */
    public record Invited(String group, String ticket, String note, String code) {}

    public FocusThings(Workspace workspace, Api api) {
        this.workspace = workspace;
        this.api = api;
    }

    /** @param moderator a person's id. @param day to come */
    public Invited make(String slug, String moderator, String day) {
        String label = "Code " + UUID.randomUUID() + " of " + slug;
        String code = api.call("POST", "/focus-codes", Map.of("label", label), 1)
                .path("id")
                .asText();
        String group = api.call(
                        "POST",
                        "/focus-groups",
                        Map.of(
                                "topic", "Talk of " + slug,
                                "segment", "unit:Unit of " + slug,
                                "seats", 6,
                                "begins", day + "T10:00",
                                "minutes", 60,
                                "place", "Room of " + slug,
                                "moderator", moderator),
                        1)
                .path("id")
                .asText();
        api.call("POST", "/focus-groups/" + group + "/invitations", Map.of("many", 1), 1);
        String note = api.call(
                        "POST",
                        "/focus-groups/" + group + "/notes",
                        Map.of("text", "Note of " + slug, "codes", List.of(code)),
                        1)
                .path("id")
                .asText();
        String person = new GuestStore(workspace).of(group).getFirst().person();
        return new Invited(group, new FocusStore(workspace).key(group).ticket(person), note, code);
    }
}
