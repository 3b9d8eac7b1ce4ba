package org.takeup.plan;

import org.takeup.chat.Chats;

/** The ways on which steps go out, beside mail. */
public record Ways(Chats chats, InApp inApp, HandOvers handOvers) {}
