package org.takeup.survey;

import org.takeup.plugin.api.LocalizedText;

/**
 * The instrument that a wave was opened with, as it was then. Stays readable when the plugin is gone.
 *
 * @param plugin id of the plugin
 * @param pluginVersion of the plugin at that time
 * @param id of the instrument
 * @param version of the questionnaire
 * @param minutes that answering takes
 */
public record Instrument(
        String plugin,
        String pluginVersion,
        String id,
        String version,
        LocalizedText name,
        LocalizedText purpose,
        int minutes) {}
