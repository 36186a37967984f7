/**
 * One door in front of every service: it knows who asks, whether they may, counts, plays faults, and speaks of accounts
 * and regions as AWS does.
 */
@NullMarked
package io.assay.local.gateway;

import org.jspecify.annotations.NullMarked;
