package org.takeup.survey;

import java.util.Set;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.questionnaire.Use;

/**
 * The instrument that a wave was opened with, as it was then. Stays readable when the plugin is gone.
 *
 * @param plugin id of the plugin
 * @param pluginVersion of the plugin at that time
 * @param id of the instrument
 * @param version of the questionnaire
 * @param minutes that answering takes
 * @param uses what results are used for, beside being shown: as the questionnaire said when the wave opened. Plugins' have none
 */
public record Instrument(
        String plugin,
        String pluginVersion,
        String id,
        String version,
        LocalizedText name,
        LocalizedText purpose,
        int minutes,
        Set<Use> uses) {
    public Instrument {
        uses = Set.copyOf(uses);
    }

    /** One whose results are shown, and used for nothing else. */
    public Instrument(
            String plugin,
            String pluginVersion,
            String id,
            String version,
            LocalizedText name,
            LocalizedText purpose,
            int minutes) {
        this(plugin, pluginVersion, id, version, name, purpose, minutes, Set.of());
    }
}
