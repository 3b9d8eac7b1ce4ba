package org.takeup.http;

/** Somebody else has changed the thing since the caller looked at it. */
public final class Changed extends Problem {
    private static final long serialVersionUID = 1;

    public Changed(String thing) {
        super(
                412,
                "changed-meanwhile",
                "Somebody else has changed this " + thing + " meanwhile.",
                "Open it again and make your change to what is there now.");
    }
}
