/**
 * The directory of a workspace: people, the identities they sign in with, and the units that surveys and plans address.
 * Other rooms ask {@link org.takeup.people.People}; this one touches nothing but its own collections.
 */
@NullMarked
package org.takeup.people;

import org.jspecify.annotations.NullMarked;
