package org.takeup.preference;

/** From whom somebody wants to hear it. */
public enum Teller {
    LINE_MANAGER,
    PEER,
    CHAMPION,
    EXECUTIVE,
    TRAINER,
    LEARNING_TEAM
}
