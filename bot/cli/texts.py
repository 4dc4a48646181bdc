"""kansencoach texts: what is said in each language."""

import typer

from bot.cli.translating import export_sheet, import_sheet

texts = typer.Typer(no_args_is_help=True, help="The texts of each language.")
texts.command("export")(export_sheet)
texts.command("import")(import_sheet)
