package org.takeup.survey;

import java.util.Optional;

/** Why figures of a survey are not shown that asked nearly the same people the same as another one, in sentences for planners. */
final class FewApartWords {
    private FewApartWords() {}

    /** @param smallest group that is shown */
    static String of(FewApart.Shown shown, int smallest) {
        String why =
                "Another survey with the same questions asked nearly the same people. Shown together, both would tell what"
                        + " fewer than " + smallest + " people said.";
        return switch (shown) {
            case ALL -> "";
            case NO_UNITS ->
                why + " So nothing of single units is shown here, only what all said together. No answer is lost.";
            case NOTHING -> why + " So nothing of this one is shown. No answer is lost.";
        };
    }

    /** The same of an open survey whose live figures are not shown. */
    static String live(FewApart.Shown shown, int smallest) {
        String why =
                "Another survey with the same questions asks nearly the same people. Shown together, both would tell what"
                        + " fewer than " + smallest + " people say.";
        String until =
                " That changes if more people come and you invite them. Otherwise whichever of both closes later will show ";
        return switch (shown) {
            case ALL -> "";
            case NO_UNITS -> why + " So there are no live figures of single units." + until + "none of them either.";
            case NOTHING -> why + " So there are no live figures." + until + "no results.";
        };
    }

    /** Said once people were invited, while it can be mended; empty if everything is shown. */
    static Optional<String> invited(FewApart.Shown soFar) {
        return later(
                soFar,
                "While people were invited, a few came or left, so that another survey asks nearly the same people the same: both"
                        + " results together would tell what these few said.");
    }

    /** The same of a survey beside which others were invited to another one. @param title of that one */
    static Optional<String> invitedBeside(FewApart.Shown soFar, String title) {
        return later(
                soFar,
                "The survey \u201c" + title
                        + "\u201d asks nearly the same people the same by now: both results together would tell"
                        + " what a few of them said.");
    }

    private static Optional<String> later(FewApart.Shown soFar, String why) {
        String end = why
                + " Unless more people come and you invite them, whichever of both closes later will show no results";
        return switch (soFar) {
            case ALL -> Optional.empty();
            case NO_UNITS -> Optional.of(end + " of single units.");
            case NOTHING -> Optional.of(end + ".");
        };
    }

    /** What to do to see figures. */
    static String remedy() {
        return "Ask again after " + Round.SOON.toDays() + " days, or ask another group.";
    }
}
