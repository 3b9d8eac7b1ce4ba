/**
 * The command line of tenants as code. Talks to a running platform by its operator API, and checks files without one; it
 * opens no store.
 */
@NullMarked
package org.takeup.command;

import org.jspecify.annotations.NullMarked;
