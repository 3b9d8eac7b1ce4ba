/**
 * A SCIM 2.0 server (RFC 7643 and 7644), through which a company's sign-in tells the directory who joins, moves and
 * leaves. Keeps what was provisioned in its own collections and tells {@link org.takeup.people.People} who they are.
 */
@NullMarked
package org.takeup.people.scim;

import org.jspecify.annotations.NullMarked;
