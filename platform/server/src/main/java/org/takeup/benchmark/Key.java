package org.takeup.benchmark;

import org.takeup.survey.Instrument;

/** What may be compared: one instrument in one version, as one plugin has it. */
record Key(String plugin, String instrument, String version) {
    static Key of(Instrument asked) {
        return new Key(asked.plugin(), asked.id(), asked.version());
    }

    /** As releases are named by. */
    String text() {
        return plugin + "/" + instrument + "@" + version;
    }
}
