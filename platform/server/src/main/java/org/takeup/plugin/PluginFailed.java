package org.takeup.plugin;

import org.takeup.http.Problem;

/** A call of a plugin that gave no result. Names the plugin and the reason; what the plugin said goes nowhere. */
public final class PluginFailed extends Problem {
    private static final long serialVersionUID = 1;

    private final String plugin;
    private final Reason reason;

    /** Why there is no result. */
    public enum Reason {
        /** It threw something, or returned what is no value. */
        BROKEN(502, "failed.", "Try again; if it happens again, tell the admin of your workspace."),
        /** It did not answer within the limit and was interrupted. */
        TOO_SLOW(504, "took too long and was stopped.", "Try again later, or with less data."),
        /** It was to be given more than a call may take, and was not asked. */
        TOO_MUCH(413, "was not asked: that is more than a plugin may get at once.", "Try again with less data."),
        /** As many calls as it may have at once are under way. */
        BUSY(503, "is busy.", "Try again in a moment."),
        /** It failed several times in a row and is left alone for a moment. */
        RESTING(503, "failed several times and is left alone for a moment.", "Try again in half a minute."),
        /** Its calls could not be stopped, or its process ended too often; an operator has to look at it. */
        QUARANTINED(
                503,
                "was taken out of use: it does not stop when it is told to, or its process ended too often.",
                "Tell whoever runs the platform; another version may help."),
        /** The call was interrupted: its caller stops, or this version of the plugin is being removed. */
        CANCELLED(503, "was stopped because its work was called off.", "Try again in a moment.");

        private final int status;
        private final String what;
        private final String remedy;

        Reason(int status, String what, String remedy) {
            this.status = status;
            this.what = what;
            this.remedy = remedy;
        }

        /** What the plugin did, as the rest of a sentence about it. */
        public String what() {
            return what;
        }
    }

    PluginFailed(String plugin, Reason reason) {
        super(reason.status, "plugin-failed", "The plugin " + plugin + " " + reason.what, reason.remedy);
        this.plugin = plugin;
        this.reason = reason;
    }

    /** Id of the plugin. */
    public String plugin() {
        return plugin;
    }

    public Reason reason() {
        return reason;
    }
}
