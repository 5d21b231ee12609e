"""Conservation: each row of a source is loaded, left aside by design, or told not to be loaded."""

from pledgegraph.loaders.accounts import NOT_LOADED
from pledgegraph.loaders.loading import Loading


def check_accounts(loading: Loading) -> None:
    for account in loading.accounts:
        counted = sum(account.loaded.values()) + sum(account.aside.values()) + account.not_loaded
        assert counted == account.rows, account
    lost = sum(account.not_loaded for account in loading.accounts)
    assert lost == sum(problem.found.endswith(NOT_LOADED) for problem in loading.problems)
