package org.takeup.web;

import java.util.List;

/** The contract of the API as its pages show it. */
public final class ReferenceView {
    private ReferenceView() {}

    /** All areas. @param base what all paths begin with */
    public record Index(List<Area> areas, String base) {}

    /** Operations that belong together. @param name in the address of its page */
    public record Area(String name, String title, List<Operation> operations) {}

    /**
     * An operation.
     *
     * @param id of the contract
     * @param path below the realm
     * @param who the roles that may use it, in words
     * @param scope that an API token needs; empty if it needs none or no token may use it
     * @param body members of the JSON that is sent, empty if none is
     * @param example such JSON to begin with, or empty
     * @param trial how the page can try it
     */
    public record Operation(
            String id,
            String method,
            String path,
            String summary,
            String description,
            String who,
            String scope,
            List<Parameter> parameters,
            List<Member> body,
            String example,
            List<Answer> answers,
            Trial trial) {
        /** Whether it changes something. */
        public boolean changes() {
            return !method.equals("GET");
        }

        /** Whether a browser can send it by a form alone. */
        public boolean plain() {
            return !changes() && parameters.stream().allMatch(each -> each.in().equals("query"));
        }
    }

    /** How an operation can be tried. */
    public enum Trial {
        /** With the reader's session. */
        SESSION,
        /** Not here: it takes a file, or it is for programs that are not signed in. */
        NONE
    }

    /** A part of the address or a header. @param in path, query or header */
    public record Parameter(String name, String in, boolean required, String type, String description) {}

    /** A member of a JSON document. @param depth 0 for the outermost */
    public record Member(int depth, String name, String type, boolean required, String description) {}

    /** What is answered. */
    public record Answer(String status, String description, List<Member> members) {}
}
