package dev.towpath.migration.verify;

import dev.towpath.catalog.Facet;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Finding;
import java.util.List;
import java.util.Set;

/// What a verification says of a project whose migrations are applied.
abstract class VerifyCase extends ReplayCase {
  Verification verify() {
    return verify(VerifyRequest.USUALLY_LEFT);
  }

  Verification verify(Set<Facet> left) {
    return verify(new VerifyRequest(layout, files(), left));
  }

  Verification verify(VerifyRequest request) {
    try (OpenTarget target = target("test").open()) {
      return verifier().verify(request, target);
    }
  }

  static List<String> messages(Verification verification) {
    return verification.findings().stream().map(Finding::message).toList();
  }
}
