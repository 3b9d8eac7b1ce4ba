package org.takeup.plugin.api.plan;

import org.takeup.plugin.api.MayGrow;

/** Who says a message. The platform resolves the role to a person when it is time. */
@MayGrow
public enum Messenger {
    LINE_MANAGER,
    PEER,
    CHAMPION,
    SPONSOR,
    TRAINER,
    INTERNAL_COMMUNICATIONS,
    LEARNING_TEAM
}
