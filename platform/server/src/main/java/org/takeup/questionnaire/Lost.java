package org.takeup.questionnaire;

/** What a file of another program cannot keep. @param question its name there; empty for the whole */
public record Lost(String question, String reason) {}
