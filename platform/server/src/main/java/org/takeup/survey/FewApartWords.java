package org.takeup.survey;

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

    /** What to do to see figures. */
    static String remedy() {
        return "Ask again after " + FewApart.SOON.toDays() + " days, or ask another group.";
    }
}
