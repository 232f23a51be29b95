-- An import can be cancelled: the lines that waited are withdrawn.
ALTER TYPE "import_state" ADD VALUE 'cancelled';
ALTER TYPE "import_item_state" ADD VALUE 'cancelled';
