package org.takeup.questionnaire.lime;

/** Thrown for a file that is no survey of LimeSurvey which can be taken in. Its message says why and what to do. */
public final class LimeUnreadable extends Exception {
    private static final long serialVersionUID = 1;

    LimeUnreadable(String message) {
        super(message, null, false, false);
    }
}
