package org.takeup.survey;

import org.takeup.plugin.api.survey.InstrumentProfile;

/** An instrument that can be asked. @param plugin id of the plugin it is from */
public record InstrumentOffer(String plugin, String version, InstrumentProfile profile) {}
