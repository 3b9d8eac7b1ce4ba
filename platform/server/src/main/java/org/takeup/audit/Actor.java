package org.takeup.audit;

import org.takeup.tenant.Caller;

/**
 * Who did it. Carries no name: who a person is, the directory says, as long as it may.
 *
 * @param id of the person in the directory, of the API token or of the operator's account, or the name of the part of the platform
 */
public record Actor(Kind kind, String id) {
    private static final String TOKEN = "token:";

    /** What kind of actor. */
    public enum Kind {
        PERSON,
        /** A program with an API token. */
        PROGRAM,
        OPERATOR,
        PLATFORM
    }

    /** A person of the workspace, or a program with one of its tokens. */
    public static Actor of(Caller caller) {
        return caller.personId().startsWith(TOKEN)
                ? new Actor(Kind.PROGRAM, caller.personId().substring(TOKEN.length()))
                : new Actor(Kind.PERSON, caller.personId());
    }

    /** Somebody at the operator's console. */
    public static Actor operator(Caller caller) {
        return new Actor(Kind.OPERATOR, caller.personId());
    }

    /** A part of the platform itself, such as {@code tenant-config}. */
    public static Actor platform(String part) {
        return new Actor(Kind.PLATFORM, part);
    }
}
