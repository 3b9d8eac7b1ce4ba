package org.takeup.questionnaire;

import org.takeup.plugin.api.LocalizedText;

/** A published questionnaire that surveys can be opened with. @param number of its newest version */
public record Offer(
        String id, int number, LocalizedText title, LocalizedText purpose, int minutes, int smallestGroup) {}
